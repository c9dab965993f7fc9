/** The edit that adds a missing field to an object, in the manner of its siblings. */
import type { FieldEntry } from '../docset/types';
import type { Span, Template } from '../liquid';
import { objectAt } from './cursor';

/** An edit of the body's text; the same shape as the rules' `Edit`. */
export interface FieldEdit {
  readonly span: Span;
  readonly newText: string;
}

/**
 * Adds fields to the object whose brace opens at `open`: behind its last member, with the commas that they want, indented
 * as their siblings are. A value is the docset's Liquid, else its example, else one of its type.
 */
export function insertMissingFields(tree: Template, fields: readonly FieldEntry[], open: number): readonly FieldEdit[] {
  const object = objectAt(tree, open);
  if (!object || fields.length === 0) return [];
  const members = fields.map((field) => `${JSON.stringify(field.name)}: ${fieldValue(field)}`);
  const last = object.members.at(-1);
  if (!last) return [{ span: at(object.open.end), newText: emptyObjectMembers(tree.text, object, members) }];
  const lead = indentBefore(tree.text, last.span.start) ?? ' ';
  const written = `${lead}${members.join(`,${lead}`)}`;
  // Behind a member that is not always there a comma would not always be right; before all others it is.
  if (last.branched) return [{ span: at(object.open.end), newText: `${written},` }];
  return [
    {
      span: at(last.comma ? commaEnd(tree.text, last.end) : last.end),
      newText: last.comma ? `${written},` : `,${written}`,
    },
  ];
}

/** JSON text with Liquid for a field's value. */
export function fieldValue(field: FieldEntry): string {
  if (field.liquid !== undefined) return field.liquid;
  if (field.example !== undefined) return JSON.stringify(field.example);
  if (Array.isArray(field.values) && field.values.length > 0) return JSON.stringify(field.values[0]);
  const type = Array.isArray(field.type) ? field.type[0] : field.type;
  switch (type) {
    case 'object':
      return `{${(field.fields ?? [])
        .filter((inner) => inner.required)
        .map((inner) => `${JSON.stringify(inner.name)}: ${fieldValue(inner)}`)
        .join(', ')}}`;
    case 'array':
      return '[]';
    case 'number':
    case 'integer':
      return '0';
    case 'boolean':
      return 'false';
    case 'null':
      return 'null';
    default:
      return '""';
  }
}

function emptyObjectMembers(
  text: string,
  object: { open: Span; close: Span | null },
  members: readonly string[],
): string {
  const outer = indentBefore(text, object.open.start) ?? lineIndent(text, object.open.start);
  const spread = object.close !== null && text.slice(object.open.end, object.close.start).includes('\n');
  return spread ? members.map((member) => `${outer}  ${member}`).join(',') : members.join(', ');
}

/** The line break and indentation before an offset; null when other text stands before it on its line. */
function indentBefore(text: string, offset: number): string | null {
  let start = offset;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start -= 1;
  if (start > 0 && text[start - 1] !== '\n') return null;
  return `\n${text.slice(start, offset)}`;
}

function lineIndent(text: string, offset: number): string {
  const line = text.lastIndexOf('\n', offset - 1) + 1;
  let end = line;
  while (text[end] === ' ' || text[end] === '\t') end += 1;
  return `\n${text.slice(line, end)}`;
}

function commaEnd(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  return comma < 0 ? from : comma + 1;
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}
