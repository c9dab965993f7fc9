/** The edit that adds a missing field to a form. */
import type { FieldEntry } from '../docset/types';
import type { Template } from '../liquid';
import { encodedForm } from './formText';
import type { FieldEdit } from './insertField';

/** Adds a field behind all that the form has; the value is the docset's Liquid, else its example, else its first value. */
export function insertFormField({ text }: Template, field: FieldEntry): readonly FieldEdit[] {
  const end = text.trimEnd().length;
  const separator = end === 0 || text[end - 1] === '&' ? '' : '&';
  return [{ span: { start: end, end }, newText: `${separator}${field.name}=${formFieldValue(field)}` }];
}

/** What the fix writes as a field's value; empty where the docset tells of none. */
function formFieldValue({ liquid, example, values }: FieldEntry): string {
  if (liquid !== undefined) return liquid;
  const sample = example ?? (Array.isArray(values) ? values[0] : undefined);
  return sample === undefined || typeof sample === 'object' ? '' : encodedForm(String(sample));
}
