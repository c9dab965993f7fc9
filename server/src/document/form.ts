/** Whether a document's body is a form. */
import type { TemplateDocument } from './types';

const FORM = 'application/x-www-form-urlencoded';

/** Whether the body is to be a form (`name=value&…`): its partner says so, or its Content-Type where no partner is known. */
export function isForm({ partner, fields, isJson }: Pick<TemplateDocument, 'partner' | 'fields' | 'isJson'>): boolean {
  if (partner?.template.body) return partner.template.body.format === 'form' && !isJson;
  return fields.some(
    ({ role, name, text }) =>
      role === 'header' && name.toLowerCase() === 'content-type' && text.trim().toLowerCase().startsWith(FORM),
  );
}
