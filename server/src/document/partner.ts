/** Which partner's template a document is: by front matter, comment, config, URL or the payload's own keys. */
import { findPartnerTemplate, suggest } from '../docset';
import type { Docset, PartnerDocset, UrlEntry } from '../docset/types';
import { type Template, walk } from '../liquid';
import { globMatcher } from './glob';
import { byKeys, type Candidate, candidates, mostKnown, type Subject } from './partnerKeys';
import { printedText } from './printedText';
import type { PartnerMatch } from './types';

export interface PartnerEvidence {
  /** As front matter names it. */
  readonly named: string | undefined;
  readonly body: Template;
  readonly url: Template | null;
  /** Config `partners`: glob → id; the path is relative to the config's folder. */
  readonly globs: Readonly<Record<string, string>>;
  readonly path: string;
  /** What the text around the template is about: templates that are known on less evidence. */
  readonly subject: Subject | null;
}

/** The partner's template, or null. An id that no docset knows is passed over; `unknownPartner` tells of it. */
export function matchPartner(docset: Docset, evidence: PartnerEvidence): PartnerMatch | null {
  return (
    byId(docset, evidence.named, 'front-matter') ??
    byId(docset, partnerComment(evidence.body)?.id, 'comment') ??
    byId(docset, byGlob(evidence.globs, evidence.path), 'config') ??
    (evidence.url ? byUrl(docset, evidence.url, evidence.body) : null) ??
    byPayload(docset, evidence)
  );
}

function byId(docset: Docset, id: string | undefined, by: PartnerMatch['by']): PartnerMatch | null {
  const found = id === undefined ? null : findPartnerTemplate(docset, id);
  return found ? { ...found, id: `${found.partner.partner}/${found.template.id}`, by } : null;
}

/** Tells quickly that a text has none. */
const MAY_HOLD_COMMENT = /partner:/i;
const COMMENT = /^\s*partner:\s*([a-z0-9][\w-]*\/[\w-]+)\s*$/i;

/** `{% comment %} partner: rokt-calendar/new-event {% endcomment %}`, or the same in an inline comment. */
export function partnerComment(
  tree: Template,
): { readonly id: string; readonly start: number; readonly end: number } | null {
  if (!MAY_HOLD_COMMENT.test(tree.text)) return null;
  let found: { id: string; start: number; end: number } | null = null;
  const look = (start: number, end: number): void => {
    const match = COMMENT.exec(tree.text.slice(start, end));
    if (!match || found) return;
    const at = start + match[0].indexOf(match[1]!);
    found = { id: match[1]!, start: at, end: at + match[1]!.length };
  };
  walk(tree, {
    enter(node) {
      if (node.kind === 'tag' && node.name === '#') look(node.markupSpan.start, node.markupSpan.end);
      if (node.kind === 'block' && node.name === 'comment') {
        const branch = node.branches[0]!;
        look(branch.tag.end, branch.end);
      }
    },
  });
  return found;
}

function byGlob(globs: Readonly<Record<string, string>>, path: string): string | undefined {
  for (const [glob, id] of Object.entries(globs)) {
    if (globMatcher(glob)(path)) return id;
  }
  return undefined;
}

function byPayload(docset: Docset, { body, url, subject }: PartnerEvidence): PartnerMatch | null {
  const chosen = byKeys(candidates(docset), body, subject);
  return chosen && !(url && isAnotherCall(url, chosen)) ? matchOf(chosen, 'payload') : null;
}

/**
 * Whether a URL leads to the partner, but to another call than the template's: deeper (`tickets/35.json`), or of another
 * name (`multicast` for `push`). What is only a letter or a version away is a slip.
 */
function isAnotherCall(url: Template, { template }: Candidate): boolean {
  const segments = urlSegments(url);
  if (!segments || !template.url) return false;
  return [template.url.match, ...(template.url.also ?? [])].every((match) => {
    const pattern = match.split('/');
    if (pattern.includes('**') || !hostMatches(pattern[0]!, segments[0]!)) return false;
    const wanted = pattern.at(-1)!;
    const given = segments.at(-1)!;
    const isLike = segmentMatches(wanted, given) || suggest(given, [wanted]) !== null;
    return segments.length > pattern.length || (segments.length === pattern.length && !isLike);
  });
}

// ── By URL ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** The template whose URL fits best; of those that share a URL, the one whose payload this is. */
function byUrl(docset: Docset, url: Template, body: Template): PartnerMatch | null {
  const segments = urlSegments(url);
  if (!segments) return null;
  let best: Candidate[] = [];
  let most = -1;
  for (const candidate of candidates(docset)) {
    const { template } = candidate;
    if (!template.url || template.kind !== 'webhook') continue;
    const literals = literalsOf(template.url, segments);
    if (literals < 0 || literals < most) continue;
    if (literals > most) best = [];
    most = literals;
    best.push(candidate);
  }
  const chosen = best.length > 1 ? (mostKnown(best, body, 1) ?? best[0]) : best[0];
  return chosen ? matchOf(chosen, 'url') : null;
}

/** The templates whose address a written-out URL is, whatever stands behind its `?`. */
export function templatesAt(docset: Docset, url: string): readonly Candidate[] {
  const segments = segmentsOf(url.replace(/^https?:\/\//i, ''));
  return candidates(docset).filter(({ template: { url: entry } }) => entry && literalsOf(entry, segments) >= 0);
}

/** How many literal segments of a template's patterns a URL has; -1 when it fits none, or is another call. */
function literalsOf({ match, also = [], except = [] }: UrlEntry, segments: readonly string[]): number {
  const fits = (pattern: string): number => matchSegments(pattern.split('/'), segments) ?? -1;
  return except.some((pattern) => fits(pattern) >= 0) ? -1 : Math.max(...[match, ...also].map(fits));
}

/** The partner whose template a written-out URL fits; null when none does. */
export function literalUrlPartner(docset: Docset, url: string): PartnerDocset | null {
  return templatesAt(docset, url)[0]?.partner ?? null;
}

/** Host and path segments of a URL with Liquid in it; null when it has no literal host. */
export function urlSegments(url: Template): readonly string[] | null {
  const text = printedText(url.children, url.text).trim();
  const scheme = /^https?:\/\//i.exec(text);
  if (!scheme) return null;
  const segments = segmentsOf(text.slice(scheme[0].length));
  return segments[0] === '' ? null : segments;
}

/** Host and path, without the slashes at the end. */
function segmentsOf(address: string): readonly string[] {
  const path = address.split(/[?#]/, 1)[0]!;
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end).split('/');
}

/** The number of literal segments that fit, or null when the URL does not fit the pattern. */
export function matchSegments(pattern: readonly string[], segments: readonly string[]): number | null {
  let literals = 0;
  for (let index = 0; index < pattern.length; index++) {
    const wanted = pattern[index]!;
    if (wanted === '**') return literals;
    const given = segments[index];
    if (given === undefined) return null;
    if (wanted === '*') continue;
    if (index === 0 ? !hostMatches(wanted, given) : !segmentMatches(wanted, given)) return null;
    if (!wanted.includes('*')) literals++;
  }
  return segments.length === pattern.length ? literals : null;
}

const hostMatches = (wanted: string, given: string): boolean =>
  segmentMatches(wanted.toLowerCase(), given.toLowerCase());

/** A segment with `*` for any run of characters in it. */
function segmentMatches(wanted: string, given: string): boolean {
  if (!wanted.includes('*')) return wanted === given;
  const pieces = wanted.split('*');
  const first = pieces[0]!;
  const last = pieces[pieces.length - 1]!;
  return given.startsWith(first) && given.endsWith(last) && given.length >= first.length + last.length;
}

const matchOf = ({ partner, template }: Candidate, by: PartnerMatch['by']): PartnerMatch => ({
  id: `${partner.partner}/${template.id}`,
  partner,
  template,
  by,
});
