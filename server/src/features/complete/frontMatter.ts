/** Keys and values of the front matter, names and values of headers. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { findPartnerTemplate, partnerTemplateIds } from '../../docset';
import { FRONT_MATTER_KEYS, frontMatterValuesOf } from '../../document';
import type { TemplateDocument } from '../../document/types';
import type { HeaderPlace } from '../callHeaderCursor';
import { type FeatureContext, indented } from '../context';
import type { FrontMatterCursor } from '../cursor';
import { headerDocs, templateDocs } from '../docs';
import { FRONT_MATTER_DOCS } from '../frontMatterDocs';
import { type Draft, escapeSnippet } from './draft';

/** What can stand at a place of the front matter. */
export function frontMatterDrafts(
  cursor: FrontMatterCursor,
  document: TemplateDocument,
  context: FeatureContext,
): Draft[] {
  switch (cursor.at) {
    case 'front-matter-key':
      return keyDrafts(cursor.colon, document);
    case 'front-matter-value':
      return cursor.key === 'partner' ? partnerDrafts(context) : valueDrafts(cursor.key, document);
    case 'header-name':
      return headerNameDrafts(cursor.colon, document);
    case 'header-value':
      return headerValueDrafts(cursor.header, document, context);
  }
}

function keyDrafts(colon: boolean, document: TemplateDocument): Draft[] {
  const present = new Set(document.frontMatter?.keys.map((key) => key.name));
  return FRONT_MATTER_KEYS.filter((key) => !present.has(key)).map((key, order) => ({
    label: key,
    insert: colon ? key : key + follows(key, document),
    snippet: !colon,
    kind: CompletionItemKind.Property,
    docs: FRONT_MATTER_DOCS[key],
    rank: 'a',
    order,
    again: !colon && frontMatterValuesOf(key) !== undefined,
  }));
}

/** What is written behind a key: the partner's own URL and headers where there is a partner. */
function follows(key: (typeof FRONT_MATTER_KEYS)[number], document: TemplateDocument): string {
  const template = document.partner?.template;
  if (key === 'url' && template?.url !== undefined) return `: |-\n  ${escapeSnippet(template.url.template)}`;
  if (key !== 'headers' || template?.headers === undefined || template.headers.length === 0) return FOLLOWS[key];
  const headers = template.headers.map((header) => indented(`\n${header.name}: ${headerValue(header.value)}`, '  '));
  return `:${headers.join('')}`;
}

/** Text with Liquid wants a block scalar. */
const FOLLOWS: Readonly<Record<(typeof FRONT_MATTER_KEYS)[number], string>> = {
  kind: ': ',
  channel: ': ',
  'sent-by': ': ',
  partner: ': ',
  method: ': ',
  url: ': |-\n  ${1:https://}',
  headers: ':\n  ${1:Content-Type}: ${2:application/json}',
  name: ': ',
  description: ': ',
  tags: ': [$1]',
};

function valueDrafts(key: string, document: TemplateDocument): Draft[] {
  const wanted = key === 'method' ? document.partner?.template.method : undefined;
  return (frontMatterValuesOf(key) ?? []).map((value, order) => ({
    label: value,
    kind: CompletionItemKind.EnumMember,
    description: value === wanted ? document.partner!.template.name : undefined,
    rank: value === wanted ? 'a' : 'b',
    order,
  }));
}

function partnerDrafts({ docset }: FeatureContext): Draft[] {
  return partnerTemplateIds(docset).map((id) => {
    const found = findPartnerTemplate(docset, id)!;
    return {
      label: id,
      kind: CompletionItemKind.EnumMember,
      description: found.template.name,
      docs: templateDocs(found.partner, found.template),
      rank: 'a',
    };
  });
}

/** Headers of any webhook beside the partner's own. */
const COMMON_HEADERS: readonly string[] = ['Content-Type', 'Accept', 'Authorization'];
const COMMON_VALUES: Readonly<Record<string, readonly string[]>> = {
  'content-type': ['application/json', 'application/x-www-form-urlencoded', 'text/plain'],
  accept: ['application/json'],
  authorization: ['Bearer ', 'Basic '],
};

function headerNameDrafts(colon: boolean, document: TemplateDocument): Draft[] {
  const present = new Set(document.frontMatter?.headers.map((header) => header.name.toLowerCase()));
  const entries = document.partner?.template.headers ?? [];
  const own = entries.map(
    (entry): Draft => ({
      label: entry.name,
      insert: colon ? entry.name : `${entry.name}: ${headerValue(entry.value)}`,
      snippet: !colon,
      kind: CompletionItemKind.Property,
      description: entry.required === true ? 'required' : undefined,
      docs: headerDocs(entry, document.partner!.template.name),
      rank: entry.required === true ? 'a' : 'b',
    }),
  );
  const common = COMMON_HEADERS.filter(
    (name) => !entries.some((entry) => entry.name.toLowerCase() === name.toLowerCase()),
  );
  const others = common.map(
    (name): Draft => ({
      label: name,
      insert: colon ? name : `${name}: `,
      kind: CompletionItemKind.Property,
      rank: 'c',
      again: !colon,
    }),
  );
  return [...own, ...others].filter((draft) => !present.has(draft.label.toLowerCase()));
}

/** Names and values in a call's `:headers {…}`. */
export function callHeaderDrafts({ name, quoted, colon, names }: HeaderPlace, document: TemplateDocument): Draft[] {
  const entries = document.partner?.template.headers ?? [];
  if (name !== null) {
    const values = [
      ...entries.flatMap((entry) => (entry.name.toLowerCase() === name.toLowerCase() ? (entry.value ?? []) : [])),
      ...(COMMON_VALUES[name.toLowerCase()] ?? []),
    ].filter((value) => !/[{"\n]/.test(value));
    return [...new Set(values)].map((value, order) => ({
      label: value,
      insert: quoted ? value : `"${value}"`,
      kind: CompletionItemKind.Value,
      rank: 'a',
      order,
    }));
  }
  const known = [...COMMON_HEADERS, ...entries.map((entry) => entry.name)];
  const left = new Set(known.filter((one) => !names.some((other) => other.toLowerCase() === one.toLowerCase())));
  return [...left].map((header, order) => ({
    label: header,
    insert: quoted || colon ? header : `"${header}": "$1"`,
    snippet: !quoted && !colon,
    kind: CompletionItemKind.Property,
    rank: 'a',
    order,
    again: !quoted && !colon,
  }));
}

/** A header's value as YAML: Liquid wants a block scalar. */
function headerValue(value: string | undefined): string {
  if (value === undefined) return '$1';
  return /[{#:<>]/.test(value) ? `|-\n  ${escapeSnippet(value)}` : escapeSnippet(value);
}

function headerValueDrafts(name: string, document: TemplateDocument, _context: FeatureContext): Draft[] {
  const entry = document.partner?.template.headers?.find((header) => header.name.toLowerCase() === name.toLowerCase());
  const own: Draft[] =
    entry?.value === undefined
      ? []
      : [
          {
            label: entry.value,
            kind: CompletionItemKind.Value,
            description: document.partner!.template.name,
            docs: headerDocs(entry, document.partner!.template.name),
            rank: 'a',
            order: 0,
          },
        ];
  const common = COMMON_VALUES[name.toLowerCase()] ?? [];
  return [
    ...own,
    ...common.map((value, order): Draft => ({ label: value, kind: CompletionItemKind.Value, rank: 'b', order })),
  ];
}
