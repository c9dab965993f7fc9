/** Pieces that several tabs are made of. */
import type { Range } from './messages';
import { type Element, h, type Node } from './node';

/** Where a range is, in words. */
export const place = ({ start }: Range): string => `line ${start.line + 1}`;

/** A button that leads to a place in the template. */
export function jump(range: Range, style: string, ...content: readonly Node[]): Element {
  const { start, end } = range;
  const target = [start.line, start.character, end.line, end.character].join(' ');
  return h(
    'button',
    { type: 'button', class: `jump ${style}`, 'data-range': target, title: `Go to ${place(range)}` },
    ...content,
  );
}

/** A button that sends a message: its type, and what `data-value` says of it. */
export function action(
  type: string,
  label: string,
  attributes: Readonly<Record<string, string | boolean | null>> = {},
): Element {
  return h('button', { type: 'button', class: 'action', 'data-action': type, ...attributes }, label);
}

/** Names and values in two columns. */
export function pairs(caption: string, rows: readonly (readonly [string, Node])[]): Element | false {
  if (rows.length === 0) return false;
  return h(
    'table',
    { class: 'pairs' },
    h('caption', { class: 'hidden' }, caption),
    h(
      'tbody',
      {},
      rows.map(([name, value]) => h('tr', {}, h('th', { scope: 'row' }, name), h('td', {}, value))),
    ),
  );
}

/** A remark in a paragraph of its own. */
export function note(text: string): Element {
  return h('p', { class: 'note' }, text);
}
