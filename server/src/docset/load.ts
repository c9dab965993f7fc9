/** Docset files → one look-up. Pure: the built-in files are the default, users' own come on top. */
import { builtinFiles } from './builtin';
import type { AttributeEntry, DialectDocset, Docset, DocsetFile, NamespaceEntry, PartnerDocset } from './types';

/**
 * Merges the built-in docsets and `more`. Of two entries of the same name the later wins, so that a user's docset can
 * correct ours; a partner is replaced as a whole.
 */
export function loadDocset(more: readonly DocsetFile[] = []): Docset {
  return more.length === 0 ? builtinDocset : merge([...builtinFiles, ...more]);
}

/** The docset of a workspace that adds none. */
export const builtinDocset: Docset = merge(builtinFiles);

/** Whether a docset file describes a partner, and not the language. */
export function isPartner(file: DocsetFile): file is PartnerDocset {
  return 'partner' in file;
}

function merge(files: readonly DocsetFile[]): Docset {
  const dialects = files.filter((file): file is DialectDocset => !isPartner(file));
  const partners = byName(files.filter(isPartner), (file) => file.partner);
  const namespaces = byName(dialects.flatMap((file) => file.namespaces ?? []));
  return {
    syntax: byName(dialects.flatMap((file) => file.syntax ?? [])),
    tags: byName(dialects.flatMap((file) => file.tags ?? [])),
    filters: byName(dialects.flatMap((file) => file.filters ?? [])),
    operators: byName(dialects.flatMap((file) => file.operators ?? [])),
    namespaces,
    attributes: byNamespace(
      [...dialects.flatMap((file) => file.attributes ?? []), ...[...partners.values()].flatMap(attributesOf)],
      namespaces,
    ),
    partners,
  };
}

/** A partner's attribute that names no page of its own is documented on the partner's. */
function attributesOf(partner: PartnerDocset): readonly AttributeEntry[] {
  return (partner.attributes ?? []).map((attribute) => ({ href: partner.href, ...attribute }));
}

function byName<T extends { readonly name: string }>(
  entries: readonly T[],
  key: (entry: T) => string = (entry) => entry.name,
): ReadonlyMap<string, T> {
  return new Map(entries.map((entry) => [key(entry), entry]));
}

/** An attribute that names no channels of its own can be had where its namespace can. */
function byNamespace(
  attributes: readonly AttributeEntry[],
  namespaces: ReadonlyMap<string, NamespaceEntry>,
): ReadonlyMap<string, ReadonlyMap<string, AttributeEntry>> {
  const result = new Map<string, Map<string, AttributeEntry>>([...namespaces.keys()].map((name) => [name, new Map()]));
  for (const attribute of attributes) {
    const channels = attribute.channels ?? namespaces.get(attribute.namespace)?.channels;
    const keys = result.get(attribute.namespace) ?? new Map<string, AttributeEntry>();
    keys.set(attribute.name, channels === undefined ? attribute : { ...attribute, channels });
    result.set(attribute.namespace, keys);
  }
  return result;
}
