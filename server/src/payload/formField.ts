/** The edit that adds missing fields to a form. */
import type { FieldEntry } from '../docset/types';
import type { Template } from '../liquid';
import { encodedForm } from './formText';
import type { FieldEdit } from './insertField';

/** Adds fields behind all that the form has; a value is the docset's Liquid, else its example, else its first value. */
export function insertFormFields({ text }: Template, fields: readonly FieldEntry[]): readonly FieldEdit[] {
  const end = text.trimEnd().length;
  const separator = end === 0 || text[end - 1] === '&' ? '' : '&';
  const pairs = fields.map((field) => `${field.name}=${formFieldValue(field)}`);
  return [{ span: { start: end, end }, newText: `${separator}${pairs.join('&')}` }];
}

/** What the fix writes as a field's value; empty where the docset tells of none. */
function formFieldValue({ liquid, example, values }: FieldEntry): string {
  if (liquid !== undefined) return liquid;
  const sample = example ?? (Array.isArray(values) ? values[0] : undefined);
  return sample === undefined || typeof sample === 'object' ? '' : encodedForm(String(sample));
}
