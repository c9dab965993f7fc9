/**
 * YAML front matter: its values, and for each value that holds Liquid the text with a map back into the file.
 *
 * YAML cannot read an unquoted value that starts with Liquid (`url: {{x}}` is a flow map to it). Such values are
 * masked by text of the same length before YAML sees them, reported, and read as the author meant them, so that one
 * missing `|-` costs nothing but its own message.
 */
import { isMap, isScalar, isSeq, type Pair, parseDocument, type Scalar, type YAMLMap } from 'yaml';
import { suggest } from '../docset';
import type { Problem, Span } from '../liquid';
import { blockScalar, fold, mask, type PlainValue, plainValuesWithLiquid } from './plainValues';
import { blockScalarMap, flowScalarMap } from './positionMap';
import type { FrontMatter, FrontMatterValues, PositionMap } from './types';

/** A value of the front matter with Liquid in it. */
export interface LiquidValue {
  readonly role: 'url' | 'header' | 'text';
  readonly name: string;
  readonly text: string;
  readonly map: PositionMap;
}

export interface FrontMatterReading {
  readonly frontMatter: FrontMatter | null;
  readonly values: readonly LiquidValue[];
  /** Offsets in the file. */
  readonly problems: readonly Problem[];
  /** Where the body begins. */
  readonly bodyStart: number;
}

const KINDS = ['webhook', 'content-block', 'email', 'message'];
const CHANNELS = ['email', 'push', 'sms', 'whatsapp', 'in-app-message', 'content-card', 'banner', 'webhook'];
const SENDERS = ['campaign', 'canvas', 'api-campaign'];
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];
const CLOSED_VALUES: Readonly<Record<string, readonly string[]>> = {
  kind: KINDS,
  channel: CHANNELS,
  'sent-by': SENDERS,
  method: METHODS,
};

/** The keys a front matter can have, as the public interface lists them. */
export const FRONT_MATTER_KEYS = [
  'kind',
  'channel',
  'sent-by',
  'partner',
  'method',
  'url',
  'headers',
  'name',
  'description',
  'tags',
] as const;

/** What a message has beside its body, as the tools that keep templates in Git write it: Liquid of its own each. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['subject', 'preheader']);

/** The values that a key of the front matter takes; undefined where any will do. */
export const frontMatterValuesOf = (key: string): readonly string[] | undefined => CLOSED_VALUES[key];

/** Reads the front matter at a text's begin. A text without one has a null `frontMatter` and its body at 0. Never throws. */
export function readFrontMatter(text: string): FrontMatterReading {
  const bounds = findBounds(text);
  if (bounds === 'none') return { frontMatter: null, values: [], problems: [], bodyStart: bomLength(text) };
  if (bounds === 'unclosed') {
    const message = "The front matter has no end: write a line '---' behind its last key.";
    const problem = {
      code: 'frontmatter-invalid',
      message,
      span: { start: bomLength(text), end: bomLength(text) + 3 },
    };
    return { frontMatter: null, values: [], problems: [problem], bodyStart: bomLength(text) };
  }
  return readingOf(text, bounds);
}

/** Reads a file that is YAML from its first line to its last: an email's subject and preheader beside its body's file. */
export function readYamlFile(text: string): FrontMatterReading {
  const start = bomLength(text);
  const first = lineAt(text, start);
  const yaml = { start: first.content === '---' ? first.next : start, end: text.length };
  return readingOf(text, { yaml, whole: { start, end: text.length } });
}

function readingOf(text: string, bounds: { readonly yaml: Span; readonly whole: Span }): FrontMatterReading {
  const { values, isBroken, keys, headers, liquid, problems } = readYaml(text, bounds.yaml);
  return {
    frontMatter: { ...bounds, values, isBroken, keys, headers },
    values: liquid,
    problems,
    bodyStart: bounds.whole.end,
  };
}

// ── Where it stands ──────────────────────────────────────────────────────────────────────────────────────────────────

const bomLength = (text: string): number => (text.charCodeAt(0) === 0xfeff ? 1 : 0);

function findBounds(text: string): { yaml: Span; whole: Span } | 'none' | 'unclosed' {
  const start = bomLength(text);
  const first = lineAt(text, start);
  if (first.content !== '---') return 'none';
  for (let at = first.next; at < text.length; ) {
    const line = lineAt(text, at);
    if (line.content === '---') return { yaml: { start: first.next, end: at }, whole: { start, end: line.next } };
    at = line.next;
  }
  // A message may begin with a rule of dashes: without any key below it, it is one.
  return looksLikeKey(lineAt(text, first.next).content) ? 'unclosed' : 'none';
}

function lineAt(text: string, start: number): { content: string; next: number } {
  const lineBreak = text.indexOf('\n', start);
  const next = lineBreak < 0 ? text.length : lineBreak + 1;
  return { content: text.slice(start, lineBreak < 0 ? text.length : lineBreak).trimEnd(), next };
}

const looksLikeKey = (line: string): boolean => FRONT_MATTER_KEYS.some((key) => line.startsWith(`${key}:`));

// ── What it says ─────────────────────────────────────────────────────────────────────────────────────────────────────

interface YamlReading {
  readonly values: FrontMatterValues;
  readonly isBroken: boolean;
  readonly keys: FrontMatter['keys'];
  readonly headers: FrontMatter['headers'];
  readonly liquid: readonly LiquidValue[];
  readonly problems: readonly Problem[];
}

/** The values that YAML has not seen, by where they start in the source. */
type Hidden = ReadonlyMap<number, PlainValue>;

/** YAML's own look for keys given twice compares each with each; `twice` tells of them. */
const parseYaml = (source: string): ReturnType<typeof parseDocument> =>
  parseDocument(source, { keepSourceTokens: true, prettyErrors: false, uniqueKeys: false });

function readYaml(text: string, span: Span): YamlReading {
  const source = text.slice(span.start, span.end);
  const plain = plainValuesWithLiquid(source);
  const unquoted = plain.filter((value) => value.startsWithLiquid);
  let masked: readonly PlainValue[] = unquoted;
  let document = parseYaml(mask(source, masked));
  const errors = document.errors;
  if (errors.length > 0 && plain.length > unquoted.length) {
    // Say what YAML objects to, but read on as the author meant it.
    masked = plain;
    document = parseYaml(mask(source, masked));
  }
  const hidden: Hidden = new Map(masked.map((value) => [value.start, value]));
  const problems: Problem[] = unquoted.map((value) => unquotedLiquid(source, value, span.start));
  for (const error of errors.slice(0, 1)) {
    const start = span.start + Math.min(error.pos[0], Math.max(0, source.length - 1));
    const end = span.start + Math.min(Math.max(error.pos[1], error.pos[0] + 1), source.length);
    const line = plain.find(
      (value) => !value.startsWithLiquid && error.pos[0] >= value.start - 80 && error.pos[0] <= value.end,
    );
    const advice = line ? " Write the value as a block scalar ('|-' and the text on the next line, indented)." : '';
    problems.push({
      code: 'frontmatter-invalid',
      message: `The front matter is no valid YAML: ${lowerFirst(error.message.split('\n')[0] ?? '')}.${advice}`,
      span: { start, end },
      ...(line ? { data: { replace: shift(line, span.start), blockScalar: blockScalar(source, line) } } : {}),
    });
  }
  const reading = new Map<string, Pair>();
  const keys: { name: string; key: Span; value: Span | null }[] = [];
  const headers: { name: string; key: Span; value: Span | null }[] = [];
  const liquid: LiquidValue[] = [];
  const root = document.contents;
  if (root !== null && !isMap(root)) {
    if (errors.length === 0)
      problems.push({
        code: 'frontmatter-invalid',
        message: "The front matter has to be keys and values, such as 'method: POST'.",
        span,
      });
    return { values: {}, isBroken: true, keys, headers, liquid, problems };
  }
  for (const pair of (root as YAMLMap | null)?.items ?? []) {
    const entry = placeOf(pair, span.start, hidden);
    if (!entry) continue;
    reading.set(entry.name, pair);
    keys.push(entry);
    problems.push(...judge(entry, pair, keys, source));
    if (TEXT_KEYS.has(entry.name)) pushLiquid(liquid, 'text', entry.name, pair, text, source, span.start, hidden);
    if (entry.name === 'url') pushLiquid(liquid, 'url', 'url', pair, text, source, span.start, hidden);
    if (entry.name !== 'headers' || !isMap(pair.value)) continue;
    for (const header of pair.value.items) {
      const place = placeOf(header as Pair, span.start, hidden);
      if (!place) continue;
      headers.push(place);
      pushLiquid(liquid, 'header', place.name, header as Pair, text, source, span.start, hidden);
    }
  }
  problems.push(...twice(keys, 'key', (name) => name), ...twice(headers, 'header', (name) => name.toLowerCase()));
  const scalar = (name: string): string | undefined => scalarText(reading.get(name)?.value, source, hidden);
  const tags = reading.get('tags')?.value;
  const values: FrontMatterValues = {
    kind: scalar('kind'),
    channel: scalar('channel'),
    sentBy: scalar('sent-by'),
    partner: scalar('partner'),
    method: scalar('method'),
    name: scalar('name'),
    description: scalar('description'),
    tags: isSeq(tags) ? tags.items.map((item) => String(isScalar(item) ? item.value : item)) : undefined,
  };
  return { values, isBroken: document.errors.length > 0, keys, headers, liquid, problems };
}

/** Names that stand a second time; of headers in any letter case, as servers read them. */
function twice(entries: FrontMatter['keys'], what: string, same: (name: string) => string): Problem[] {
  const first = new Map<string, string>();
  return entries.flatMap(({ name, key }): Problem[] => {
    const other = first.get(same(name));
    if (other === undefined) first.set(same(name), name);
    if (other === undefined) return [];
    const message = `The ${what} '${name}' stands here twice${other === name ? '' : `: above as '${other}'`}. Take one of them out.`;
    return [{ code: 'frontmatter-invalid', message, span: key }];
  });
}

/** Where a pair's key and value stand in the file. */
function placeOf(pair: Pair, base: number, hidden: Hidden): { name: string; key: Span; value: Span | null } | null {
  if (!isScalar(pair.key) || !pair.key.range) return null;
  const key = { start: base + pair.key.range[0], end: base + pair.key.range[1] };
  const range = rangeOf(pair.value);
  if (!range) return { name: String(pair.key.value), key, value: null };
  const end = hidden.get(range[0])?.end ?? range[1];
  return {
    name: String(pair.key.value),
    key,
    value: end > range[0] ? { start: base + range[0], end: base + end } : null,
  };
}

const rangeOf = (node: unknown): [number, number, number] | null =>
  typeof node === 'object' && node !== null && 'range' in node ? (node.range as [number, number, number] | null) : null;

function judge(
  entry: { readonly name: string; readonly key: Span; readonly value: Span | null },
  pair: Pair,
  seen: readonly { readonly name: string }[],
  source: string,
): Problem[] {
  const allowed = CLOSED_VALUES[entry.name];
  const text = scalarText(pair.value, source, new Map());
  if (allowed && text !== undefined && text !== '') {
    const given = entry.name === 'method' ? text.toUpperCase() : text;
    if (allowed.includes(given)) return [];
    const near = suggest(given, allowed);
    return [
      {
        code: 'frontmatter-invalid',
        message: `'${text}' is no ${entry.name}. ${near ? `Did you mean '${near}'?` : `Write one of: ${allowed.join(', ')}.`}`,
        span: entry.value ?? entry.key,
        data: near ? { replacement: near } : undefined,
      },
    ];
  }
  if (entry.name === 'headers' && pair.value !== null && !isMap(pair.value) && text !== '') {
    const message = "'headers' has to hold one header a line below it, indented: 'Content-Type: application/json'.";
    return [{ code: 'frontmatter-invalid', message, span: entry.value ?? entry.key }];
  }
  if ((FRONT_MATTER_KEYS as readonly string[]).includes(entry.name) || TEXT_KEYS.has(entry.name)) return [];
  // Other tools keep keys of their own here: only a near miss of one of ours is a mistake.
  const near = suggest(entry.name, FRONT_MATTER_KEYS);
  if (!near || seen.some((other) => other.name === near)) return [];
  const message = `'${entry.name}' is no key of a template's front matter. Did you mean '${near}'?`;
  return [{ code: 'frontmatter-invalid', message, span: entry.key, data: { replacement: near } }];
}

// ── Scalars ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function scalarText(node: unknown, source: string, hidden: Hidden): string | undefined {
  if (!isScalar(node) || !node.range) return undefined;
  const plain = hidden.get(node.range[0]);
  if (plain) return fold(source.slice(plain.start, plain.end));
  if (typeof node.value === 'string') return node.value;
  return node.value === null ? '' : source.slice(node.range[0], node.range[1]);
}

function pushLiquid(
  into: LiquidValue[],
  role: LiquidValue['role'],
  name: string,
  pair: Pair,
  text: string,
  source: string,
  base: number,
  hidden: Hidden,
): void {
  const node = pair.value;
  const value = scalarText(node, source, hidden);
  if (value === undefined || !isScalar(node) || !node.range) return;
  into.push({ role, name, text: value, map: scalarMap(node, value, text, base, hidden) });
}

function scalarMap(node: Scalar, value: string, text: string, base: number, hidden: Hidden): PositionMap {
  const [from, to] = node.range!;
  const start = base + from;
  const end = base + to;
  const plain = hidden.get(from);
  if (plain) return flowScalarMap(text, start, base + plain.end, value, '');
  switch (node.type) {
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED': {
      const firstLine = text.indexOf('\n', start) + 1;
      return blockScalarMap(
        text,
        firstLine === 0 ? end : Math.min(firstLine, end),
        end,
        value,
        node.type === 'BLOCK_FOLDED',
      );
    }
    case 'QUOTE_DOUBLE':
      return flowScalarMap(text, start + 1, text[end - 1] === '"' ? end - 1 : end, value, '"');
    case 'QUOTE_SINGLE':
      return flowScalarMap(text, start + 1, text[end - 1] === "'" ? end - 1 : end, value, "'");
    default:
      return flowScalarMap(text, start, end, value, '');
  }
}

function unquotedLiquid(source: string, value: PlainValue, base: number): Problem {
  return {
    code: 'frontmatter-invalid',
    message:
      "YAML cannot read an unquoted value that starts with Liquid: write '|-' behind the colon and the value on the next line, indented.",
    span: shift(value, base),
    data: { replace: shift(value, base), blockScalar: blockScalar(source, value) },
  };
}

const shift = (span: Span, base: number): Span => ({ start: span.start + base, end: span.end + base });
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
