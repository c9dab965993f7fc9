/** Names and values of a form, by the partner's docset. */

import { CompletionItemKind } from 'vscode-languageserver-types';
import { typesOf } from '../../docset';
import type { FieldEntry } from '../../docset/types';
import type { PartnerMatch, TemplateDocument } from '../../document/types';
import { encodedForm, type FormCursor, fieldAt, fieldsAt } from '../../payload';
import { fieldDocs } from '../docs';
import { type Draft, escapeSnippet } from './draft';
import { listedValues, typeLabel, valuesOf } from './payload';

/** What can stand at a cursor in a form: the fields that it lacks, those first that it must have; a field's known values. */
export function formDrafts(cursor: FormCursor, { partner }: TemplateDocument): readonly Draft[] {
  if (partner === null) return [];
  if (cursor.at === 'value') {
    const field = fieldAt(partner.template, [cursor.name]);
    return field === null ? [] : valueDrafts(field, partner);
  }
  if (cursor.hole) return [];
  return fieldsAt(partner.template, [])
    .filter((field) => field.pattern === undefined && !cursor.siblings.includes(field.name))
    .map((field, order) => nameDraft(field, order, cursor, partner));
}

function nameDraft(field: FieldEntry, order: number, cursor: FormCursor, { partner, template }: PartnerMatch): Draft {
  const isWanted = field.required === true || isOneOf(field.name, template.body?.atLeastOne);
  const value = field.liquid === undefined ? '$1' : escapeSnippet(field.liquid);
  return {
    label: field.name,
    insert: cursor.equals ? field.name : `${escapeSnippet(field.name)}=${value}`,
    snippet: !cursor.equals,
    again: !cursor.equals && field.liquid === undefined && field.values !== undefined,
    kind: CompletionItemKind.Property,
    description: `${typeLabel(field)}${field.required === true ? ', required' : ''}`,
    docs: fieldDocs(field, valuesOf(field, partner).map(String), partner.name),
    rank: isWanted ? 'a' : 'b',
    order,
  };
}

const isOneOf = (name: string, groups: readonly (readonly string[])[] = []): boolean =>
  groups.some((group) => group.includes(name));

function valueDrafts(field: FieldEntry, { partner }: PartnerMatch): readonly Draft[] {
  const docs = fieldDocs(field, valuesOf(field, partner).map(String), partner.name);
  const own = field.liquid === undefined ? [] : [{ text: field.liquid, insert: field.liquid, why: 'from the profile' }];
  const listed = listedValues(field, partner).map(({ value, description }) => given(String(value), description));
  const isBoolean = typesOf(field).includes('boolean');
  const other = isBoolean ? [given('true', undefined), given('false', undefined)] : [];
  const example = field.example === undefined ? [] : [given(String(field.example), 'example')];
  return [...own, ...(listed.length > 0 ? listed : [...other, ...example])].map(({ text, insert, why }, order) => ({
    label: text,
    insert,
    filter: insert,
    kind: CompletionItemKind.Value,
    description: why,
    docs: order === 0 ? docs : undefined,
    rank: 'a',
    order,
  }));
}

const given = (text: string, why: string | undefined) => ({ text, insert: encodedForm(text), why });
