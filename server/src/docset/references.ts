/** What a schema cannot say of a docset file: that names which it refers to are there, and that no name stands twice. */
import { isPartner } from './load';
import { suggest } from './suggest';
import type { DocsetFile, FieldEntry, PartnerDocset } from './types';
import type { JsonPath, SchemaProblem } from './validate';

/** What does not fit together in a docset file that follows the schema. */
export function checkReferences(file: DocsetFile): readonly SchemaProblem[] {
  if (isPartner(file)) return checkPartner(file);
  return [
    ...repeated(file.tags, ['tags']),
    ...repeated(file.filters, ['filters']),
    ...repeated(file.operators, ['operators']),
    ...repeated(file.namespaces, ['namespaces']),
    ...repeated(file.attributes, ['attributes'], (attribute) => `${attribute.namespace}.${attribute.name}`),
  ];
}

function checkPartner(partner: PartnerDocset): readonly SchemaProblem[] {
  const lists = Object.keys(partner.valueLists ?? {});
  const inFields = (fields: readonly FieldEntry[] | undefined, path: JsonPath) => checkFields(fields, path, lists);
  return [
    ...repeated(partner.attributes, ['attributes'], (attribute) => `${attribute.namespace}.${attribute.name}`),
    ...repeated(partner.events, ['events']),
    ...repeated(partner.templates, ['templates'], (template) => template.id),
    ...(partner.events ?? []).flatMap((event, i) => inFields(event.properties, ['events', i, 'properties'])),
    ...partner.templates.flatMap((template, i) => [
      ...inFields(template.body?.fields, ['templates', i, 'body', 'fields']),
      ...checkInner(template.body?.items, ['templates', i, 'body', 'items'], lists),
      ...(template.calls ?? []).flatMap((call, j) => inFields(call.answer, ['templates', i, 'calls', j, 'answer'])),
    ]),
  ];
}

function checkFields(
  fields: readonly FieldEntry[] | undefined,
  path: JsonPath,
  lists: readonly string[],
): readonly SchemaProblem[] {
  if (fields === undefined) return [];
  const names = fields.map((field) => field.name);
  return [
    ...repeated(fields, path),
    ...fields.flatMap((field, i) => [
      ...(field.after === undefined ? [] : unknown(field.after, names, 'field', [...path, i, 'after'])),
      ...checkInner(field, [...path, i], lists),
    ]),
  ];
}

function checkInner(field: FieldEntry | undefined, path: JsonPath, lists: readonly string[]): readonly SchemaProblem[] {
  if (field === undefined) return [];
  const { values } = field;
  return [
    ...(values !== undefined && 'list' in values
      ? unknown(values.list, lists, 'value list', [...path, 'values', 'list'])
      : []),
    ...checkFields(field.fields, [...path, 'fields'], lists),
    ...checkInner(field.items, [...path, 'items'], lists),
  ];
}

function unknown(name: string, known: readonly string[], what: string, path: JsonPath): readonly SchemaProblem[] {
  if (known.includes(name)) return [];
  const near = suggest(name, known);
  const question = near === null ? '' : ` Did you mean '${near}'?`;
  return [{ message: `There is no ${what} '${name}' here.${question}`, path }];
}

function repeated<T extends { readonly name: string }>(
  entries: readonly T[] | undefined,
  path: JsonPath,
  key: (entry: T) => string = (entry) => entry.name,
): readonly SchemaProblem[] {
  const seen = new Set<string>();
  const problems: SchemaProblem[] = [];
  for (const [i, entry] of (entries ?? []).entries()) {
    if (seen.has(key(entry))) problems.push({ message: `'${key(entry)}' stands here twice.`, path: [...path, i] });
    seen.add(key(entry));
  }
  return problems;
}
