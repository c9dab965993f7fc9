/** Keys and values of a JSON body, by the partner's docset. */

import { CompletionItemKind } from 'vscode-languageserver-types';
import { typesOf } from '../../docset';
import type { Docset, FieldEntry, PartnerDocset } from '../../docset/types';
import type { TemplateDocument } from '../../document/types';
import type { Span } from '../../liquid';
import { fieldAt, fieldsAt, fieldValue, type JsonPath, type PayloadCursor } from '../../payload';
import { fieldDocs } from '../docs';
import { likelyPartners } from '../likelyPartners';
import { type Draft, escapeSnippet } from './draft';

export interface PayloadDrafts {
  /** Offsets in the body's text. */
  readonly span: Span;
  readonly drafts: readonly Draft[];
  /** Where a comma is missing before what is written. */
  readonly comma: number | null;
}

/** What can stand at a cursor in the JSON; required fields that are missing come first, those that are there are left out. */
export function payloadDrafts(cursor: PayloadCursor, document: TemplateDocument, docset: Docset): PayloadDrafts | null {
  const object = cursor.at === 'value' ? cursor.path.slice(0, -1) : cursor.path;
  const partners = likelyPartners(document, object, cursor.siblings, docset);
  if (partners.length === 0) return null;
  const comma = cursor.commaBefore ? endOfLast(document.body.text, cursor.replace.start) : null;
  if (cursor.at === 'value') {
    const drafts = partners.flatMap(({ partner, template }) => {
      const field = fieldAt(template, cursor.path);
      return field === null ? [] : valueDrafts(field, cursor, partner);
    });
    return drafts.length === 0 ? null : { span: cursor.replace, drafts, comma };
  }
  const drafts = partners.flatMap(({ partner, template }) =>
    fieldsAt(template, cursor.path)
      .filter((field) => field.pattern === undefined && !cursor.siblings.includes(field.name))
      .map((field, order) => keyDraft(field, order, cursor, partner)),
  );
  return { span: cursor.replace, drafts, comma };
}

function keyDraft(field: FieldEntry, order: number, cursor: PayloadCursor, partner: PartnerDocset): Draft {
  const key = JSON.stringify(field.name);
  const value = tabStops(field);
  return {
    label: field.name,
    filter: key,
    insert: cursor.colon ? key : `${key}: ${value}${cursor.commaAfter ? ',' : ''}`,
    snippet: !cursor.colon,
    kind: CompletionItemKind.Property,
    description: `${typeLabel(field)}${field.required === true ? ', required' : ''}`,
    docs: fieldDocs(field, valuesOf(field, partner).map(String), partner.name),
    rank: field.required === true ? 'a' : 'b',
    order,
  };
}

/** The end of the member before: a comma stands there and not on the line of the next. */
function endOfLast(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && /\s/.test(text[end - 1]!)) end--;
  return end;
}

/** A field's value with the place to type in it. */
function tabStops(field: FieldEntry): string {
  const type = typeof field.type === 'string' ? field.type : (field.type[0] ?? 'string');
  if (field.liquid !== undefined) return escapeSnippet(field.liquid);
  if (type === 'object' && field.fields?.some((inner) => inner.required === true) !== true) return '{$1}';
  if (type === 'object') return escapeSnippet(fieldValue(field));
  if (type === 'array') return '[$1]';
  if (type === 'string') return '"$1"';
  return '$1';
}

function valueDrafts(field: FieldEntry, cursor: PayloadCursor, partner: PartnerDocset): readonly Draft[] {
  const docs = fieldDocs(field, valuesOf(field, partner).map(String), partner.name);
  const own = field.liquid === undefined ? [] : [value(field.liquid, 'from the profile')];
  const listed = listedValues(field, partner).map(({ value: text, description }) =>
    value(JSON.stringify(text), description),
  );
  const example = field.example === undefined ? [] : [value(JSON.stringify(field.example), 'example')];
  const byType = typesOf(field).includes('boolean') ? [value('true', undefined), value('false', undefined)] : [];
  // Where the value is yet to be written, the comma behind it is too.
  const comma = cursor.commaAfter && cursor.replace.start === cursor.replace.end ? ',' : '';
  return [...own, ...listed, ...byType, ...(listed.length > 0 ? [] : example)].map((draft, order) => ({
    ...draft,
    insert: draft.insert + comma,
    docs: order === 0 ? docs : undefined,
    order,
  }));
}

/** `json`: the value as it stands in the body. */
function value(json: string, description: string | undefined): Draft & { readonly insert: string } {
  const text = /^"[^"\\]*"$/.test(json) ? json.slice(1, -1) : json;
  return { label: text, insert: json, filter: json, kind: CompletionItemKind.Value, description, rank: 'a' };
}

/** The known values of the field whose value a capture's text becomes. */
export function capturedDrafts(path: JsonPath, document: TemplateDocument): readonly Draft[] {
  const { partner } = document;
  const field = partner === null ? null : fieldAt(partner.template, path);
  if (partner === null || field === null) return [];
  const listed = listedValues(field, partner.partner).map(({ value: text, description }) => ({
    text: String(text),
    description,
  }));
  const example = field.example === undefined ? [] : [{ text: String(field.example), description: 'example' }];
  return (listed.length > 0 ? listed : example).map(({ text, description }, order) => ({
    label: text,
    kind: CompletionItemKind.Value,
    description: description ?? field.name,
    rank: 'a',
    order,
  }));
}

/** The values that a docset lists for a field, with what each means; none when any will do. */
export function listedValues(
  field: FieldEntry,
  partner: PartnerDocset,
): readonly { readonly value: string | number | boolean; readonly description?: string }[] {
  if (field.values === undefined) return [];
  if ('list' in field.values) return partner.valueLists?.[field.values.list]?.values ?? [];
  return field.values.map((text) => ({ value: text }));
}

/** The values that a field may have; empty when any will do. */
export function valuesOf(field: FieldEntry, partner: PartnerDocset): readonly (string | number | boolean)[] {
  return listedValues(field, partner).map((listed) => listed.value);
}

/** A field's types in one word: `string|null`. */
export const typeLabel = (field: FieldEntry): string => typesOf(field).join('|');
