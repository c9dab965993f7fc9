/** Which partner's template a body is, by the keys that stand in it: of JSON, or of a form. */
import type { Docset, FieldEntry, PartnerDocset, PartnerTemplate } from '../docset/types';
import type { Template } from '../liquid';
import { beginsAsJson, formNames, payloadKeys } from '../payload';

export interface Candidate {
  readonly partner: PartnerDocset;
  readonly template: PartnerTemplate;
}

/** What a document around templates is about. */
export interface Subject {
  readonly partner: PartnerDocset;
  /** Those of the partner's templates whose address stands above, the nearest first. */
  readonly near: readonly PartnerTemplate[];
}

/** All templates of a docset, each with its partner. */
export function candidates(docset: Docset): readonly Candidate[] {
  const known = candidatesByDocset.get(docset);
  if (known) return known;
  const all = [...docset.partners.values()].flatMap((partner) =>
    partner.templates.map((template) => ({ partner, template })),
  );
  candidatesByDocset.set(docset, all);
  return all;
}

const candidatesByDocset = new WeakMap<Docset, readonly Candidate[]>();

/**
 * The template that knows most of the body's keys; of two that tie, the one whose required fields are all there. A handful
 * of common names (`email`, `first_name`) is no evidence: half of the keys have to be known, and half of what the template
 * requires has to be there. In a document about a partner less will do, for one of that partner's templates.
 */
export function byKeys(all: readonly Candidate[], body: Template, subject: Subject | null): Candidate | null {
  const own = subject ? all.filter(({ partner }) => partner === subject.partner) : [];
  return (
    mostKnown(own, body, 1) ??
    mostKnown(all, body, 2) ??
    mostOfForm(own, body, 1) ??
    mostOfForm(all, body, 2) ??
    (subject && asDescribed(subject, own, all, body))
  );
}

/** The template that knows most of the keys of a JSON body, and at least so many; null when none does. */
export function mostKnown(among: readonly Candidate[], body: Template, least: number): Candidate | null {
  const keys = among.length === 0 ? NO_KEYS : payloadKeys(body);
  if (keys.size < least) return null;
  const json = among.filter(
    ({ template }) => template.kind !== 'connected-content' && template.body?.format === 'json',
  );
  return best(json, keys, body.text, least);
}

function mostOfForm(among: readonly Candidate[], body: Template, least: number): Candidate | null {
  const forms = among.filter(({ template }) => template.body?.format === 'form');
  const keys = forms.length === 0 ? NO_KEYS : formNames(body);
  return keys.size < least ? null : best(forms, keys, '', least);
}

function best(among: readonly Candidate[], keys: ReadonlySet<string>, text: string, least: number): Candidate | null {
  let found: { candidate: Candidate; known: number; missing: number } | null = null;
  for (const candidate of among) {
    const names = fieldNamesOf(candidate.template);
    let known = 0;
    for (const key of keys) if (names.all.has(key)) known++;
    const present = names.required.filter((name) => keys.has(name)).length;
    const missing = names.required.length - present;
    if (known < least || known * 2 < keys.size || present * 2 < names.required.length) continue;
    if (least > 1 && known === 2 && (missing > 0 || keys.size > 2)) continue;
    if (least > 1 && !hasOneOfEach(candidate.template, keys)) continue;
    if (names.fixed.some(([name, value]) => isContradicted(text, name, value))) continue;
    if (found && (found.known > known || (found.known === known && found.missing <= missing))) continue;
    found = { candidate, known, missing };
  }
  return found?.candidate ?? null;
}

function hasOneOfEach({ body }: PartnerTemplate, keys: ReadonlySet<string>): boolean {
  return body?.atLeastOne?.every((group) => group.some((name) => keys.has(name))) ?? true;
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

/**
 * A body whose keys are translated, all but a few of them: it is no fragment, and has keys of the template in it, in
 * whatever language, or prints the attributes that the template prints. Where the template's address stands above, the
 * attributes alone will do, if no other partner knows more of the keys.
 */
function asDescribed(
  { partner, near }: Subject,
  own: readonly Candidate[],
  all: readonly Candidate[],
  body: Template,
): Candidate | null {
  if (!beginsAsJson(body)) return null;
  const keys = payloadKeys(body);
  const knownOf = ({ all: names, misspelt }: FieldNames): number =>
    [...keys].filter((key) => names.has(key) || misspelt.has(key)).length;
  const elsewhere = all.filter((candidate) => candidate.partner !== partner);
  const knownElsewhere = Math.max(0, ...elsewhere.map(({ template }) => knownOf(fieldNamesOf(template))));
  const printed = attributesIn(body.text);
  let found: { candidate: Candidate; score: number } | null = null;
  for (const candidate of own) {
    const { template } = candidate;
    if (template.kind === 'connected-content' || template.body?.format !== 'json') continue;
    const isNear = near.includes(template);
    if (!isNear && template.url && near.length > 0) continue;
    const names = fieldNamesOf(template);
    if (keys.size < Math.max(2, names.required.length)) continue;
    const known = knownOf(names);
    const usual = attributesIn(template.file);
    const shared = [...printed].filter((attribute) => usual.has(attribute)).length;
    const printsTheSame = shared > 0 && shared * 2 >= printed.size;
    const isEnough = known * 2 >= keys.size || (printsTheSame && (known > 0 || isNear));
    if (!isEnough || known < knownElsewhere) continue;
    // What stays whatever the language: the literals that tell the partner's templates apart.
    const fixed = names.fixed.filter(([, value]) => body.text.includes(JSON.stringify(value))).length;
    const score = known * 10_000 + fixed * 1_000 + shared * 10 - (isNear ? near.indexOf(template) : 0);
    if (!found || score > found.score) found = { candidate, score };
  }
  return found?.candidate ?? null;
}

const attributesIn = (text: string): ReadonlySet<string> =>
  new Set(Array.from(text.matchAll(/\$\{([^{}]*)\}/g), ([, name]) => name!));

const NO_KEYS: ReadonlySet<string> = new Set();

interface FieldNames {
  readonly all: ReadonlySet<string>;
  readonly required: readonly string[];
  /** Fields that take one literal alone. */
  readonly fixed: readonly (readonly [name: string, value: string])[];
  /** Wrong and translated spellings. */
  readonly misspelt: ReadonlySet<string>;
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
  const misspelt = new Set<string>();
  const collect = (entries: readonly FieldEntry[], needed: boolean): void => {
    for (const entry of entries) {
      if (entry.pattern === undefined) all.add(entry.name);
      for (const wrong of entry.misspellings ?? []) misspelt.add(wrong);
      const isNeeded = needed && entry.required === true;
      if (isNeeded) required.push(entry.name);
      const values = Array.isArray(entry.values) ? entry.values : [];
      if (values.length === 1 && typeof values[0] === 'string') fixed.push([entry.name, values[0]]);
      collect(entry.fields ?? [], isNeeded);
      collect(entry.items?.fields ?? [], isNeeded);
    }
  };
  collect(fields, true);
  return { all, required, fixed, misspelt };
}
