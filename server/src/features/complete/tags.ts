/** Tags and their ends, filters, operators, the options and words of tags. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import type { FilterEntry, TagEntry, TagOption } from '../../docset/types';
import type { TemplateDocument } from '../../document/types';
import type { Block } from '../../liquid';
import { scopeOf } from '../../rules/scope';
import type { FeatureContext } from '../context';
import type { LiquidCursor } from '../cursor';
import { filterDocs, operatorDocs, optionDocs, parameterLabel, tagDocs } from '../docs';
import { enclosing } from '../enclosing';
import { inputType } from '../shape';
import { orderByUse } from './byUse';
import { type Draft, escapeSnippet } from './draft';
import { variableDrafts } from './values';

type At<K extends LiquidCursor['at']> = Extract<LiquidCursor, { at: K }>;

/** Tags behind `{%`: what closes or parts the innermost open block first, then all that may begin here. */
export function tagDrafts(cursor: At<'tag-name'>, document: TemplateDocument, context: FeatureContext): Draft[] {
  const { docset } = context;
  const { blocks } = enclosing(cursor.field.tree, cursor.offset);
  const innermost = blocks.at(-1);
  const close = cursor.closed ? '' : ' %}';
  const end = innermost === undefined ? undefined : endOf(innermost, docset.tags);
  const ends: Draft[] =
    end === undefined
      ? []
      : [
          {
            label: end,
            insert: end + close,
            kind: CompletionItemKind.Keyword,
            description: `ends ${innermost!.name}`,
            rank: 'a',
          },
        ];
  // Without a tag the text around is verbatim, and nothing but its end is read.
  if (cursor.tag === null && !cursor.bare) return ends;
  const hasMarkup = cursor.tag !== null && cursor.tag.markupSpan.end > cursor.tag.markupSpan.start;
  const orders = orderByUse('%', docset.tags.values(), document, context);
  const tags = [...docset.tags.values()].flatMap((entry, order): Draft[] => {
    if (entry.within !== undefined && (innermost === undefined || !entry.within.includes(innermost.name))) return [];
    const isBranch = entry.within !== undefined;
    const base: Draft = {
      label: entry.name,
      kind: entry.end === undefined ? CompletionItemKind.Keyword : CompletionItemKind.Struct,
      docs: tagDocs(entry),
      rank: isBranch ? 'b' : entry.origin === 'shopify' ? 'e' : 'c',
      order: isBranch ? order : orders.get(entry.name),
      status: entry.status,
      description: entry.origin === 'braze' ? 'Braze' : undefined,
    };
    return [hasMarkup ? base : { ...base, ...inserted(entry, cursor) }];
  });
  return [...ends, ...tags];
}

function endOf(block: Block, tags: ReadonlyMap<string, TagEntry>): string {
  return tags.get(block.name)?.end ?? `end${block.name}`;
}

/** A tag with its markup and its end as tab stops; the delimiter that is there already is not written again. */
function inserted(entry: TagEntry, cursor: At<'tag-name'>): Partial<Draft> {
  const snippet = entry.snippet ?? `${escapeSnippet(entry.name)} %}$0`;
  if (cursor.bare) return { insert: asLines(snippet), snippet: true };
  if (!cursor.closed) return { insert: snippet, snippet: true };
  return { insert: snippet.replace(/\s*%\}(?:\$0)?$/, ''), snippet: true };
}

/** Inside `{% liquid %}` each tag is a line of its own. */
function asLines(snippet: string): string {
  return snippet
    .replace(/\s*%\}(?:\$0)?$/, '')
    .replace(/\$0\{% /g, '\n  $0\n')
    .replace(/ %\}(\{% |\n)?/g, (_, next: string | undefined) => (next === '{% ' ? '\n' : (next ?? '')));
}

/** Kinds of filters by the type that they take; the kinds that no type names fit all. */
const CATEGORIES: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^array/, ['array', 'json', 'other']],
  [/^(integer|number|float)/, ['math', 'money', 'number', 'other']],
  [/^(string|url|html)/, ['string', 'url', 'html', 'encoding', 'json', 'other']],
  [/^(time|date)/, ['date', 'other']],
];

/** Filters; those that take what comes before the `|` ahead. With `: ` behind the ones that are written with an argument. */
export function filterDrafts(cursor: At<'filter'>, document: TemplateDocument, context: FeatureContext): Draft[] {
  const { chain, filter, field, offset } = cursor;
  const type =
    chain === null ? null : inputType(chain, chain.filters.indexOf(filter), offset, { ...context, document, field });
  const fitting = CATEGORIES.find(([pattern]) => type !== null && pattern.test(type))?.[1] ?? null;
  const hasArguments = /^\s*:/.test(field.text.slice(cursor.span.end, cursor.span.end + 40));
  const orders = orderByUse('|', context.docset.filters.values(), document, context);
  return [...context.docset.filters.values()].map((entry) => {
    const needsArgument = !hasArguments && isWrittenWithArgument(entry);
    return {
      label: entry.name,
      kind: CompletionItemKind.Function,
      detail: parameters(entry),
      description: entry.returns,
      docs: filterDocs(entry),
      // What Braze's editor writes by itself nobody types.
      rank:
        entry.origin === 'shopify' || entry.category === 'editor'
          ? 'e'
          : fitting === null || fitting.includes(entry.category)
            ? 'a'
            : 'b',
      order: orders.get(entry.name),
      status: entry.status,
      ...(needsArgument ? { insert: `${entry.name}: `, again: true } : {}),
    };
  });
}

/** Whether it cannot do without an argument, or says little without one (`default`, `join`): no example leaves it out. */
function isWrittenWithArgument({ name, parameters, examples = [] }: FilterEntry): boolean {
  if (parameters.some((parameter) => parameter.required)) return true;
  return parameters.length > 0 && examples.length > 0 && examples.every(({ code }) => code.includes(`${name}: `));
}

function parameters(entry: FilterEntry): string | undefined {
  return entry.parameters.length === 0 ? undefined : `: ${entry.parameters.map(parameterLabel).join(', ')}`;
}

/** The names of a filter's named arguments. */
export function argumentNameDrafts(cursor: At<'argument-name'>, { docset }: FeatureContext): Draft[] {
  const entry = docset.filters.get(cursor.filter.name.text);
  return (entry?.parameters ?? []).map((parameter) => ({
    label: parameter.name,
    kind: CompletionItemKind.Field,
    description: parameter.type,
    rank: 'a',
  }));
}

/** The operators of conditions. */
export function operatorDrafts({ docset }: FeatureContext): Draft[] {
  return [...docset.operators.values()]
    .filter((entry) => entry.invalid !== true)
    .map((entry, order) => ({
      label: entry.name,
      kind: CompletionItemKind.Operator,
      docs: operatorDocs(entry),
      rank: 'a',
      order,
    }));
}

/** Options of a tag that are not there yet, each with its value as a tab stop. */
export function optionDrafts(
  cursor: At<'option-name'> | At<'word'> | At<'modifier'> | At<'option-value'>,
  { docset }: FeatureContext,
): Draft[] {
  const used = 'used' in cursor ? cursor.used : [];
  const options = docset.tags.get(cursor.tag.name)?.options ?? [];
  if (cursor.at === 'modifier') return modifiers(options, cursor);
  return options
    .filter((option) => !used.includes(option.name))
    .map((option, order): Draft => {
      const label = `:${option.name}`;
      const followed =
        cursor.at === 'option-name' &&
        /^[ \t]+[^\s:%]/.test(cursor.field.text.slice(cursor.span.end, cursor.span.end + 80));
      const value = option.flag === true || followed ? null : optionValue(option);
      return {
        label,
        kind: CompletionItemKind.Property,
        description: option.value ?? 'flag',
        docs: optionDocs(option),
        // The URL comes before all options.
        rank: cursor.at === 'word' && cursor.index === 0 ? 'b' : 'a',
        order,
        status: option.status,
        // The colon may not be typed yet.
        filter: cursor.text.startsWith(':') || cursor.text === '' ? label : option.name,
        ...(value === null ? {} : { insert: `${label} ${value}`, snippet: true }),
      };
    });
}

function optionValue(option: TagOption): string {
  const values = option.values ?? [];
  if (values.length > 0 && values.every((value) => /^[\w/.-]+$/.test(value))) return `\${1|${values.join(',')}|}`;
  return option.value === 'JSON object' ? '{"$1": "$2"}' : '$1';
}

function modifiers(options: readonly TagOption[], cursor: At<'modifier'>): Draft[] {
  const written =
    cursor.tag.markup.shape === 'for' ? cursor.tag.markup.modifiers.map((modifier) => modifier.name?.text) : [];
  return options
    .filter((option) => !written.includes(option.name))
    .map((option) => ({
      label: option.name,
      insert: option.flag === true ? option.name : `${option.name}: `,
      kind: CompletionItemKind.Property,
      description: option.value,
      docs: optionDocs(option),
      rank: 'a',
    }));
}

/** The values that an option such as `:method` knows. */
export function optionValueDrafts(
  cursor: At<'option-value'>,
  document: TemplateDocument,
  context: FeatureContext,
): Draft[] {
  const option = context.docset.tags
    .get(cursor.tag.name)
    ?.options?.find((candidate) => candidate.name === cursor.option);
  // Behind a flag the next option is awaited.
  if (option?.flag === true) return optionDrafts(cursor, context);
  if (option?.values !== undefined) {
    return option.values.map((value, order) => ({ label: value, kind: CompletionItemKind.Value, rank: 'a', order }));
  }
  // A variable that the partner's published call has; a text that was captured before.
  const sets = context.docset.tags.get(cursor.tag.name)?.sets?.some(({ option: name }) => name === cursor.option);
  if (sets) {
    const names = (document.partner?.template.calls ?? []).flatMap(({ save }) => save ?? []);
    return [...new Set(names)].map((name) => ({ label: name, kind: CompletionItemKind.Variable, rank: 'a' }));
  }
  return scopeOf(cursor.field.tree, context.docset.tags)
    .visibleAt(cursor.offset)
    .filter(({ kind }) => kind === 'capture' || kind === 'assign')
    .map(({ name, kind }) => ({
      label: `{{${name}}}`,
      filter: name,
      kind: CompletionItemKind.Variable,
      rank: kind === 'capture' ? 'a' : 'b',
    }));
}

/** The plain words of a tag: URLs that the workspace or the partner knows, catalogs and their rows; then options. */
export function wordDrafts(cursor: At<'word'>, document: TemplateDocument, context: FeatureContext): Draft[] {
  const { tag, index, field } = cursor;
  const options =
    index === 0 && tag.markup.shape === 'words' && tag.markup.words.length < 2 ? [] : optionDrafts(cursor, context);
  const entry = context.docset.tags.get(tag.name);
  if (entry?.sets?.some((variable) => variable.option !== undefined)) {
    return index === 0 ? [...urlDrafts(document, context), ...optionDrafts(cursor, context)] : options;
  }
  if (entry?.sets === undefined) return [...options, ...optionDrafts(cursor, context)];
  const first = tag.markup.shape === 'words' ? tag.markup.words[0] : undefined;
  const catalog =
    first === undefined
      ? ''
      : field.tree === cursor.tree
        ? field.text.slice(first.start, first.end)
        : cursor.tree.text.slice(first.start, first.end);
  const names = index === 0 ? catalogNames(context, null) : catalogNames(context, catalog);
  return [
    ...names.map((name): Draft => ({ label: name, kind: CompletionItemKind.Value, rank: 'a' })),
    ...(index === 0 ? [] : options.map((option): Draft => (names.length > 0 ? { ...option, rank: 'b' } : option))),
  ];
}

/** Catalogs of the sample users; with a catalog's name, its rows and its selections. */
function catalogNames({ workspace }: FeatureContext, catalog: string | null): readonly string[] {
  const keys = workspace.users.flatMap(({ data }) => {
    const stores = [data.catalogs, data.catalog_selections];
    return stores.flatMap((store) => keysOf(catalog === null ? store : keyed(store, catalog)));
  });
  return [...new Set(keys)];
}

const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];
const keyed = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

function urlDrafts(document: TemplateDocument, { workspace }: FeatureContext): Draft[] {
  const calls = (document.partner?.template.calls ?? []).map((call) => ({
    url: call.url,
    description: call.description,
  }));
  const mocks = workspace.mocks.map((mock) => ({ url: mock.request.url, description: 'mock' }));
  return [...calls, ...mocks].map(({ url, description }) => ({
    label: url,
    kind: CompletionItemKind.Reference,
    description,
    rank: 'a',
  }));
}

/** Names that a new variable is likely to have: those there already, to be made anew. */
export function targetDrafts(cursor: At<'target'>, document: TemplateDocument, context: FeatureContext): Draft[] {
  return cursor.tag.markup.shape === 'for'
    ? []
    : variableDrafts(cursor, document, context).filter((draft) => draft.rank === 'a');
}
