/** Which header a name in a webhook is meant to be, when it is none. */
import { suggest } from '../docset';
import type { Docset, HeaderEntry } from '../docset/types';
import type { RuleContext } from './rule';

/** Headers that webhooks have everywhere. */
const USUAL = ['Authorization', 'Content-Type', 'Accept', 'User-Agent'];

/**
 * The header that a name stands for: the label of a translated page, by the document's partner first, then by all; or a slip
 * in the name of a header that the webhook lacks. Null for a name that is right, or that nobody knows.
 */
export function headerMeantBy(name: string, { document, docset }: RuleContext): string | null {
  const label = name.toLowerCase();
  const known = knownHeaders(docset);
  if (known.names.has(label)) return null;
  const own = document.partner?.template.headers ?? [];
  const listed = own.find((header) => header.misspellings?.some((wrong) => wrong.toLowerCase() === label));
  if (listed) return listed.name;
  const translated = known.misspellings.get(label);
  if (translated !== undefined) return translated;
  // A name of the customer's own may be like another's.
  if (label.startsWith('x-')) return null;
  const present = new Set(document.frontMatter?.headers.map((header) => header.name.toLowerCase()));
  const lacking = [...own.map((header) => header.name), ...USUAL].filter((other) => !present.has(other.toLowerCase()));
  const plain = name.replace(/[\s:_]+$/, '').replace(/[\s_]+/g, '-');
  return lacking.find((other) => other.toLowerCase() === plain.toLowerCase()) ?? (suggest(plain, lacking) || null);
}

interface KnownHeaders {
  /** In small letters. */
  readonly names: ReadonlySet<string>;
  /** In small letters → the header's name. */
  readonly misspellings: ReadonlyMap<string, string>;
}

const knownByDocset = new WeakMap<Docset, KnownHeaders>();

function knownHeaders(docset: Docset): KnownHeaders {
  const known = knownByDocset.get(docset);
  if (known) return known;
  const headers: readonly HeaderEntry[] = [...docset.partners.values()].flatMap(({ templates }) =>
    templates.flatMap((template) => template.headers ?? []),
  );
  const misspellings = new Map<string, string>();
  for (const header of headers) {
    for (const wrong of header.misspellings ?? []) {
      if (!misspellings.has(wrong.toLowerCase())) misspellings.set(wrong.toLowerCase(), header.name);
    }
  }
  const names = new Set([...USUAL, ...headers.map(({ name }) => name)].map((name) => name.toLowerCase()));
  knownByDocset.set(docset, { names, misspellings });
  return { names, misspellings };
}
