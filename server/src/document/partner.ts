/** Which partner's template a document is: by front matter, comment, config, URL or the payload's own keys. */
import { findPartnerTemplate } from '../docset';
import type { Docset, FieldEntry, PartnerDocset, PartnerTemplate } from '../docset/types';
import { type Node, type Template, walk } from '../liquid';
import { formNames, payloadKeys } from '../payload';
import { globMatcher } from './glob';
import type { PartnerMatch } from './types';

export interface PartnerEvidence {
  /** As front matter names it. */
  readonly named: string | undefined;
  readonly body: Template;
  readonly url: Template | null;
  /** Config `partners`: glob → id; the path is relative to the config's folder. */
  readonly globs: Readonly<Record<string, string>>;
  readonly path: string;
  /** The partner that the text around the template is about: only its templates count, on less evidence. */
  readonly among: PartnerDocset | null;
}

/** The partner's template, or null. An id that no docset knows is passed over; `unknownPartner` tells of it. */
export function matchPartner(docset: Docset, evidence: PartnerEvidence): PartnerMatch | null {
  return (
    byId(docset, evidence.named, 'front-matter') ??
    byId(docset, partnerComment(evidence.body)?.id, 'comment') ??
    byId(docset, byGlob(evidence.globs, evidence.path), 'config') ??
    (evidence.url ? byUrl(docset, evidence.url, evidence.body) : null) ??
    byKeys(docset, evidence.body, evidence.among)
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

// ── By URL ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Stands for an output in a URL's text: one path segment, or a part of one. */
const HOLE = '\u0000';

/** The template whose URL fits best; of those that share a URL, the one whose payload this is. */
function byUrl(docset: Docset, url: Template, body: Template): PartnerMatch | null {
  const segments = urlSegments(url);
  if (!segments) return null;
  let best: Candidate[] = [];
  let most = -1;
  for (const candidate of candidates(docset)) {
    const { template } = candidate;
    if (!template.url || template.kind !== 'webhook') continue;
    const fits = [template.url.match, ...(template.url.also ?? [])].map(
      (match) => matchSegments(match.split('/'), segments) ?? -1,
    );
    const literals = Math.max(...fits);
    if (literals < 0 || literals < most) continue;
    if (literals > most) best = [];
    most = literals;
    best.push(candidate);
  }
  const chosen = best.length > 1 ? (mostKnown(best, body, 1) ?? best[0]) : best[0];
  return chosen ? matchOf(chosen, 'url') : null;
}

/** The partner whose template a written-out URL fits; null when none does. */
export function literalUrlPartner(docset: Docset, url: string): PartnerDocset | null {
  const segments = url
    .replace(/^https?:\/\//i, '')
    .split(/[?#]/)[0]!
    .replace(/(?<!\/)\/+$/, '')
    .split('/');
  for (const { partner, template } of candidates(docset)) {
    const patterns = template.url ? [template.url.match, ...(template.url.also ?? [])] : [];
    if (patterns.some((pattern) => matchSegments(pattern.split('/'), segments) !== null)) return partner;
  }
  return null;
}

/** Host and path segments of a URL with Liquid in it; null when it has no literal host. */
export function urlSegments(url: Template): readonly string[] | null {
  const text = literalText(url.children, url.text).trim();
  const scheme = /^https?:\/\//i.exec(text);
  if (!scheme) return null;
  const path = text.slice(scheme[0].length).split(/[?#]/)[0]!;
  const segments = path.replace(/(?<!\/)\/+$/, '').split('/');
  return segments[0] === '' ? null : segments;
}

function literalText(nodes: readonly Node[], text: string): string {
  return nodes
    .map((node) => {
      if (node.kind === 'text') return text.slice(node.start, node.end);
      if (node.kind === 'output') return HOLE;
      if (node.kind === 'tag') return node.markup.shape === 'echo' ? HOLE : '';
      if (node.name === 'comment' || node.name === 'capture') return '';
      // Of a branched URL, what its first branch writes.
      return literalText(node.branches[0]?.children ?? [], text);
    })
    .join('');
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

// ── By the payload's keys ────────────────────────────────────────────────────────────────────────────────────────────

/**
 * The template that knows most of the payload's keys; of two that tie, the one whose required fields are all there.
 * A handful of common names (`email`, `first_name`) is no evidence: half of the keys have to be known, and half of what
 * the template requires has to be there.
 */
function byKeys(docset: Docset, body: Template, among: PartnerDocset | null): PartnerMatch | null {
  const all = [...candidates(docset)];
  const chosen = among
    ? mostKnown(
        all.filter(({ partner }) => partner === among),
        body,
        1,
      )
    : mostKnown(all, body, 2);
  return chosen ? matchOf(chosen, 'payload') : null;
}

function mostKnown(among: readonly Candidate[], body: Template, least: number): Candidate | null {
  return (
    mostKnownOf('json', payloadKeys(body), among, body, least) ??
    mostKnownOf('form', formNames(body), among, body, least)
  );
}

function mostKnownOf(
  format: 'json' | 'form',
  keys: ReadonlySet<string>,
  among: readonly Candidate[],
  body: Template,
  least: number,
): Candidate | null {
  if (keys.size < least) return null;
  let best: { candidate: Candidate; known: number; missing: number } | null = null;
  for (const candidate of among) {
    const { template } = candidate;
    if (template.kind === 'connected-content' || template.body?.format !== format) continue;
    const names = fieldNamesOf(template);
    let known = 0;
    for (const key of keys) if (names.all.has(key)) known++;
    const present = names.required.filter((name) => keys.has(name)).length;
    const missing = names.required.length - present;
    if (known < least || known * 2 < keys.size || present * 2 < names.required.length) continue;
    if (least > 1 && known === 2 && (missing > 0 || keys.size > 2)) continue;
    if (names.fixed.some(([name, value]) => isContradicted(body.text, name, value))) continue;
    if (best && (best.known > known || (best.known === known && best.missing <= missing))) continue;
    best = { candidate, known, missing };
  }
  return best?.candidate ?? null;
}

/** Whether a body writes another literal where the template has exactly one: `"event": "identify"` for `"event": "viewed"`. */
function isContradicted(text: string, name: string, value: string): boolean {
  const key = JSON.stringify(name);
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + key.length)) {
    const literal = /^\s*:\s*"([^"{}]*)"/.exec(text.slice(at + key.length, at + key.length + 200));
    if (literal && literal[1] !== value) return true;
  }
  return false;
}

interface FieldNames {
  readonly all: ReadonlySet<string>;
  readonly required: readonly string[];
  /** Fields that take one literal alone. */
  readonly fixed: readonly (readonly [name: string, value: string])[];
}

const namesByTemplate = new WeakMap<PartnerTemplate, FieldNames>();

function fieldNamesOf(template: PartnerTemplate): FieldNames {
  const known = namesByTemplate.get(template);
  if (known) return known;
  const names = fieldNames(template.body?.fields ?? template.body?.items?.fields ?? []);
  namesByTemplate.set(template, names);
  return names;
}

function fieldNames(fields: readonly FieldEntry[]): FieldNames {
  const all = new Set<string>();
  const required: string[] = [];
  const fixed: [string, string][] = [];
  const collect = (entries: readonly FieldEntry[], needed: boolean): void => {
    for (const entry of entries) {
      if (entry.pattern === undefined) all.add(entry.name);
      const isNeeded = needed && entry.required === true;
      if (isNeeded) required.push(entry.name);
      const values = Array.isArray(entry.values) ? entry.values : [];
      if (values.length === 1 && typeof values[0] === 'string') fixed.push([entry.name, values[0]]);
      collect(entry.fields ?? [], isNeeded);
      collect(entry.items?.fields ?? [], isNeeded);
    }
  };
  collect(fields, true);
  return { all, required, fixed };
}

interface Candidate {
  readonly partner: PartnerDocset;
  readonly template: PartnerTemplate;
}

function* candidates(docset: Docset): Generator<Candidate> {
  for (const partner of docset.partners.values()) for (const template of partner.templates) yield { partner, template };
}

const matchOf = ({ partner, template }: Candidate, by: PartnerMatch['by']): PartnerMatch => ({
  id: `${partner.partner}/${template.id}`,
  partner,
  template,
  by,
});
