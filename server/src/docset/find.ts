/** Look-ups in a docset, and what was likely meant where a look-up fails. */
import { suggest } from './suggest';
import type { AttributeEntry, Docset, Entry, FieldEntry, JsonType, PartnerDocset, PartnerTemplate } from './types';

/** A partner's template by its id, `<partner>/<template>`; null when there is none. */
export function findPartnerTemplate(
  docset: Docset,
  id: string,
): { readonly partner: PartnerDocset; readonly template: PartnerTemplate } | null {
  const slash = id.indexOf('/');
  const partner = slash < 0 ? undefined : docset.partners.get(id.slice(0, slash));
  const template = partner?.templates.find((template) => template.id === id.slice(slash + 1));
  return partner && template ? { partner, template } : null;
}

/** All `<partner>/<template>` ids, in the order of the docset. */
export function partnerTemplateIds(docset: Docset): readonly string[] {
  return [...docset.partners.values()].flatMap((partner) =>
    partner.templates.map((template) => `${partner.partner}/${template.id}`),
  );
}

/** The types that a field takes, one or several. */
export function typesOf({ type }: Pick<FieldEntry, 'type'>): readonly JsonType[] {
  return typeof type === 'string' ? [type] : type;
}

/** The attribute that Braze's REST export calls `exportName`: `email` is `email_address`. Looks in all namespaces. */
export function findByExportName(docset: Docset, exportName: string): AttributeEntry | null {
  for (const attributes of docset.attributes.values()) {
    for (const attribute of attributes.values()) {
      if (attribute.exportName === exportName) return attribute;
    }
  }
  return null;
}

/** The key that was likely meant by an unknown one of this namespace: by its export name, else by likeness. */
export function suggestAttribute(docset: Docset, namespace: string, key: string): string | null {
  const entries = docset.attributes.get(namespace);
  if (entries === undefined) return null;
  for (const entry of entries.values()) {
    if (entry.exportName === key) return entry.name;
  }
  return suggestEntry(entries, key);
}

/**
 * The name that was likely meant by one that `entries` (tags, filters, operators, namespaces …) does not hold: first by
 * the misspellings that the entries list, then by likeness. Never proposes what Braze does not support.
 */
export function suggestEntry(entries: ReadonlyMap<string, Entry>, name: string): string | null {
  const usable = [...entries.values()].filter((entry) => entry.status !== 'unsupported' && !('invalid' in entry));
  const lower = name.toLowerCase();
  const listed = usable.find((entry) => entry.misspellings?.some((wrong) => wrong.toLowerCase() === lower));
  if (listed !== undefined) return listed.name;
  const current = usable.filter((entry) => entry.status !== 'deprecated').map((entry) => entry.name);
  return (
    suggest(name, current) ??
    suggest(
      name,
      usable.map((entry) => entry.name),
    )
  );
}
