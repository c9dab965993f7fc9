/**
 * One helper a feature: a template with a cursor in, what the user would see out. Files are read as a server reads them;
 * the workspace is a small one of our own.
 */
import assert from 'node:assert/strict';
import {
  type CompletionItem,
  InsertTextFormat,
  type MarkupContent,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import { builtinDocset } from '../../server/src/docset';
import { readDocument, type TemplateDocument } from '../../server/src/document';
import { codeActions } from '../../server/src/features/codeAction';
import { completion } from '../../server/src/features/completion';
import type { FeatureContext } from '../../server/src/features/context';
import { hover as hoverAt } from '../../server/src/features/hover';
import { emptyWorkspace, readSampleUser } from '../../server/src/workspace';
import type { ContentBlock, Mock, SampleUser, WorkspaceView } from '../../server/src/workspace/types';
import { cursor } from './cursor';

const ada: SampleUser = readSampleUser(
  {
    label: 'Ada',
    attributes: { first_name: 'Ada' },
    custom_attributes: {
      address: { city: 'London', geo: { lat: 51.5, lon: -0.1 } },
      orders: [{ sku: 'A-1', price: 10.5 }],
      'favorite color': 'green',
      plan: 'gold',
    },
    event_properties: { songs: [{ title: 'Lithium', album: { name: 'Nevermind' } }], total: 12 },
    catalogs: { games: { '1234': { title: 'Tales', price: 7.49 } } },
    promotions: { spring: 'SAVE10' },
  },
  builtinDocset,
  null,
  'Ada',
)!;

const tokenMock: Mock = {
  uri: null,
  request: { method: 'GET', url: 'https://api.example.com/weather/*' },
  response: { status: 200, body: { sky: 'clear', days: [{ high: 21 }] } },
};

const block = (name: string, text: string): [string, ContentBlock] => [
  name,
  { name, uri: `file:///w/content_blocks/${name}.liquid`, text },
];

/** A folder with one sample user, one mock, two content blocks, and attributes that its templates use. */
export const workspace: WorkspaceView = {
  ...emptyWorkspace,
  contentBlocks: new Map([block('footer', 'Sent by us.\nBye, {{${first_name}}}'), block('greeting', 'Hi')]),
  users: [ada],
  mocks: [tokenMock],
  attributes: new Map([
    ['custom_attribute', new Map([['loyalty_tier', 1]])],
    ['', new Map([['fist_name', 1]])],
  ]),
};

export const context: FeatureContext = { docset: builtinDocset, workspace };

/** A file as the server reads it. A text that begins with front matter is a webhook file. */
export function read(
  text: string,
  uri = text.startsWith('---') ? 'file:///w/a.webhook.liquid' : 'file:///w/a.liquid',
): TemplateDocument {
  return readDocument(uri, text, { docset: builtinDocset, config: workspace.config, root: workspace.root });
}

export interface Completed {
  readonly items: readonly CompletionItem[];
  readonly text: string;
  readonly offset: number;
  readonly document: TemplateDocument;
}

/** The items at the cursor, in the order in which an editor lists them before anything is typed. */
export function itemsAt(marked: string, uri?: string): Completed {
  const { text, offset } = cursor(marked);
  const document = read(text, uri);
  const items = completion(document, document.lines.positionAt(offset), context);
  return {
    items: [...items].sort((a, b) => compare(a.sortText ?? a.label, b.sortText ?? b.label)),
    text,
    offset,
    document,
  };
}

/** The labels that an editor would show: those that fit what is typed so far. */
export function labelsAt(marked: string, uri?: string): readonly string[] {
  const completed = itemsAt(marked, uri);
  return completed.items.filter((item) => fits(item, completed)).map((item) => item.label);
}

/** Each of `expected` is offered; with `only`, nothing else. */
export function complete(marked: string, expected: readonly string[], uri?: string): void {
  const labels = labelsAt(marked, uri);
  for (const label of expected)
    assert.ok(labels.includes(label), `no '${label}' at ${marked}: ${labels.slice(0, 20).join(', ')}`);
}

/** The list begins with `expected`, in this order. */
export function completeFirst(marked: string, expected: readonly string[], uri?: string): void {
  assert.deepEqual(labelsAt(marked, uri).slice(0, expected.length), expected, marked);
}

/** Exactly these, in any order. */
export function completeOnly(marked: string, expected: readonly string[], uri?: string): void {
  assert.deepEqual([...labelsAt(marked, uri)].sort(), [...expected].sort(), marked);
}

export function completeNot(marked: string, unwanted: readonly string[], uri?: string): void {
  const labels = labelsAt(marked, uri);
  for (const label of unwanted) assert.ok(!labels.includes(label), `'${label}' is offered at ${marked}`);
}

/** The text after accepting an item; tab stops become what they show. `█` in `expected` is where the cursor ends. */
export function completeEdit(marked: string, label: string, expected: string, uri?: string): void {
  const completed = itemsAt(marked, uri);
  const item = completed.items.find((candidate) => candidate.label === label);
  assert.ok(
    item,
    `no '${label}' at ${marked}: ${completed.items
      .map((i) => i.label)
      .slice(0, 20)
      .join(', ')}`,
  );
  assert.ok(fits(item, completed), `'${label}' is filtered away at ${marked}`);
  const edit = item.textEdit as TextEdit;
  const newText = item.insertTextFormat === InsertTextFormat.Snippet ? plainSnippet(edit.newText) : edit.newText;
  const edits = [{ range: edit.range, newText }, ...(item.additionalTextEdits ?? [])];
  assert.equal(applyEdits(completed.document, edits), expected, `${label} at ${marked}`);
}

/** Hover over the cursor says something that matches; with null, nothing. */
export function hover(marked: string, expected: RegExp | null, uri?: string): void {
  const { text, offset } = cursor(marked);
  const document = read(text, uri);
  const found = hoverAt(document, document.lines.positionAt(offset), context);
  if (expected === null) {
    assert.equal(found, null, `hover at ${marked}`);
  } else {
    assert.ok(found, `no hover at ${marked}`);
    assert.match((found.contents as MarkupContent).value, expected, marked);
  }
}

/** The text that hover marks. */
export function hoverRange(marked: string, expected: string, uri?: string): void {
  const { text, offset } = cursor(marked);
  const document = read(text, uri);
  const found = hoverAt(document, document.lines.positionAt(offset), context);
  assert.ok(found?.range, `no hover at ${marked}`);
  assert.equal(document.lines.getText(found.range), expected, marked);
}

/** The titles of the actions for a selection (`█…█`) or a cursor. */
export function actionsAt(marked: string, only?: readonly string[], uri?: string) {
  const { text, offset, end } = cursor(marked);
  const document = read(text, uri);
  const range: Range = { start: document.lines.positionAt(offset), end: document.lines.positionAt(end) };
  const actions = codeActions(document, range, { diagnostics: [], ...(only ? { only: [...only] } : {}) }, context);
  return { document, actions };
}

/** The text after the action whose title matches. */
export function fix(marked: string, title: RegExp, expected: string, uri?: string): void {
  const { document, actions } = actionsAt(marked, undefined, uri);
  const action = actions.find((candidate) => title.test(candidate.title));
  assert.ok(action, `no action ${title} at ${marked}: ${actions.map((a) => a.title).join(', ')}`);
  assert.equal(applyEdits(document, action.edit?.changes?.[document.uri] ?? []), expected, marked);
}

/** A text with edits applied, from the end to the begin. */
export function applyEdits(document: TemplateDocument, edits: readonly TextEdit[]): string {
  const placed = edits.map((edit, order) => ({
    start: document.lines.offsetAt(edit.range.start),
    end: document.lines.offsetAt(edit.range.end),
    newText: edit.newText,
    order,
  }));
  placed.sort((a, b) => b.start - a.start || b.order - a.order);
  return placed.reduce(
    (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
    document.text,
  );
}

/** What an editor shows of a snippet: defaults, first choices, `█` for the first empty tab stop. */
function plainSnippet(snippet: string): string {
  let out = '';
  for (let i = 0; i < snippet.length; i++) {
    const rest = snippet.slice(i);
    const stop = /^\$(\d+)|^\$\{(\d+)(?::((?:\\.|[^}\\])*)|\|((?:\\.|[^|\\])*)\|)?\}/.exec(rest);
    if (stop) {
      out += (stop[3] ?? stop[4]?.split(',')[0] ?? '').replace(/\\(.)/g, '$1');
      i += stop[0].length - 1;
    } else if (snippet[i] === '\\' && i + 1 < snippet.length) {
      out += snippet[++i];
    } else {
      out += snippet[i];
    }
  }
  return out;
}

/** Whether an editor keeps an item for what stands between the edit's begin and the cursor. */
function fits(item: CompletionItem, { text, offset, document }: Completed): boolean {
  const { range } = item.textEdit as TextEdit;
  const typed = text.slice(document.lines.offsetAt(range.start), offset).toLowerCase();
  const filter = (item.filterText ?? item.label).toLowerCase();
  let at = 0;
  for (const char of typed) {
    at = filter.indexOf(char, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
