/** The Data tab: each attribute that was read, to be changed in place. */

import { action, jump, note } from '../jump';
import type { PageResult } from '../messages';
import { type Element, h, type Node } from '../node';

type ReadValue = PageResult['reads'][number];

/** Longer values are not to be changed here: the whole stands in the sample user's file. */
const EDITABLE = 20_000;

/** Values in an array or object that get a field each; of a larger one there is the JSON alone. */
const MAX_LEAVES = 60;

/** What the template reads, with its values, which can be edited. */
export function dataTab(result: PageResult): readonly Node[] {
  const { reads } = result;
  if (reads.length === 0) return [note('The template reads nothing of the user.')];
  return [
    h(
      'table',
      { class: 'pairs reads' },
      h('caption', { class: 'hidden' }, 'Attributes read'),
      h(
        'tbody',
        {},
        reads.map((read) => row(read, result.details?.userPaths[read.name] !== undefined)),
      ),
    ),
    h('p', {}, action('saveUser', 'Save as sample user…', { title: 'Write these values to a .user.json file' })),
  ];
}

function row(read: ReadValue, isEditable: boolean): Element {
  const blank = isBlank(read.value);
  const mark = read.value === null || read.value === undefined ? 'not set' : 'blank';
  return h(
    'tr',
    { id: `read-${read.name}`, class: blank ? 'blank' : null },
    h('th', { scope: 'row' }, jump(read.range, 'read', h('code', {}, breakable(read.name)))),
    h(
      'td',
      {},
      isEditable && written(read.value).length <= EDITABLE ? editor(read) : h('code', {}, shown(read.value)),
      blank && h('em', {}, mark),
    ),
  );
}

/** A name that is broken behind a dot before it is anywhere else. */
function breakable(name: string): readonly Node[] {
  const parts = name.split('.');
  return parts.flatMap((part, index) => (index < parts.length - 1 ? [`${part}.`, h('wbr')] : [part]));
}

/** Fields for a value: one, or one for each part of an array or object and its JSON below. */
function editor({ name, value }: ReadValue): readonly Node[] {
  const parts = typeof value === 'object' && value !== null ? leaves(value, [], 0) : null;
  if (parts === null || parts.length === 0 || parts.length > MAX_LEAVES) return [field(name, [], value)];
  return [
    h(
      'div',
      { class: 'parts' },
      parts.map(({ path, value: part }) =>
        h(
          'label',
          { id: `part-${JSON.stringify([name, ...path])}`, class: 'part' },
          h('code', {}, pathText(path)),
          field(name, path, part),
        ),
      ),
    ),
    h(
      'details',
      { id: `json-${name}`, class: 'as-json' },
      h('summary', {}, 'As JSON'),
      field(name, [], value, `${name} as JSON`),
    ),
  ];
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** What is in an array or object, down to what holds nothing more; one more than the limit where there are too many. */
function leaves(value: unknown, path: readonly string[], depth: number): readonly Leaf[] {
  const entries = typeof value === 'object' && value !== null && depth < 8 ? Object.entries(value) : [];
  if (entries.length === 0) return depth === 0 ? [] : [{ path, value }];
  const found: Leaf[] = [];
  for (const [key, inner] of entries) {
    found.push(...leaves(inner, [...path, key], depth + 1));
    if (found.length > MAX_LEAVES) break;
  }
  return found;
}

/** `items › 0 › name`. */
const pathText = (path: readonly string[]): string => path.join(' › ');

/** A field for a value of its type. */
function field(name: string, path: readonly string[], value: unknown, label = pathText([name, ...path])): Element {
  const about = { 'data-edit': name, 'data-path': JSON.stringify(path), 'aria-label': `Value of ${label}` };
  if (typeof value === 'boolean') {
    return h(
      'select',
      about,
      ['true', 'false'].map((text) => h('option', { value: text, selected: text === String(value) }, text)),
    );
  }
  const text = written(value);
  if (typeof value === 'object' && value !== null)
    return h('textarea', {
      ...about,
      rows: String(Math.min(8, text.split('\n').length)),
      spellcheck: 'false',
      value: text,
    });
  if (text.includes('\n')) return h('textarea', { ...about, rows: '3', spellcheck: 'false', value: text });
  return h('input', {
    ...about,
    type: 'text',
    spellcheck: 'false',
    inputmode: typeof value === 'number' ? 'decimal' : null,
    value: text,
  });
}

/** A value as it is written in its field. */
function written(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, typeof value === 'object' ? 1 : 0);
}

function shown(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}

/** Whether a value prints nothing, or is an empty list. */
export function isBlank(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}
