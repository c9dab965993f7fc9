/** The state of a JSON reader: what stands open, what may come next, and which keys have been met on which paths. */
import type { Span } from '../liquid';
import { type Content, forgetContent, mergeContent } from './content';
import { fieldFor, type Shape } from './fieldLookup';
import { always, exhausted, type Guard, never } from './guard';
import type { Run } from './run';
import type { WordShape } from './words';

/**
 * What may come next: a `value`; in an object or array just opened its `first` member or its end; the `next` member behind
 * a comma; a `colon`; what stands `after` a member; nothing more at the `end`.
 */
export type Mode = 'value' | 'first' | 'next' | 'colon' | 'after' | 'end';

export interface Reader {
  readonly kind: 'json';
  readonly frame: Frame | null;
  readonly mode: Mode;
  readonly token: Token | null;
  /** The comma that `next` stands behind. */
  readonly comma: Span | null;
  /** What was printed last, white space aside. */
  readonly last: Span | null;
  /** A word that was taken for ended where branches meet: it may go on all the same. */
  readonly tail: WordShape | null;
  /** Reads a form (`name=value&…`), not JSON. */
  readonly isForm: boolean;
}

/** A string, word or comment that is being read. */
export type Token = StringState | WordState | CommentState;

export interface StringState {
  readonly kind: 'string';
  readonly role: 'key' | 'value';
  readonly quote: string;
  /** 0 outside an escape; 5 behind a backslash; 4 to 1 hexadecimal digits still to come. */
  readonly escape: number;
  /** Whether a character that no string holds has been reported in it. */
  readonly flawed: boolean;
  /** Whether a quote inside of it has been reported that looked like its closing one. */
  readonly inner: boolean;
  readonly content: Content;
  /** Where the quote stands, or the output that printed it. */
  readonly open: Span;
}

export interface WordState {
  readonly kind: 'word';
  readonly role: 'key' | 'value';
  /** What its characters are so far, as far as that decides how it may go on. */
  readonly shape: WordShape;
  readonly content: Content;
  readonly open: Span;
}

export interface CommentState {
  readonly kind: 'comment';
  readonly line: boolean;
  /** Behind a `*` in a block comment. */
  readonly star: boolean;
}

/** An open object or array. */
export interface Frame {
  readonly parent: Frame | null;
  readonly kind: 'object' | 'array';
  /** Numbers what stands open down to here: equal numbers, equal stacks. */
  readonly place: number;
  readonly depth: number;
  readonly path: readonly string[];
  readonly shape: Shape;
  readonly open: Span;
  /** Whether its bracket is the wrong one, and has been reported. */
  readonly mistaken: boolean;
  /** The key whose value is being read. */
  readonly key: string | null;
  /** The key again where the docset knows it: all else may be joined, whatever its key. */
  readonly known: string;
  /** The key as it is written. */
  readonly spelled: string | null;
  /** Where that key stands. */
  readonly keySpan: Span | null;
  readonly members: Members | null;
  /** The paths on which a key that is not known has been met. */
  readonly dynamic: Guard;
  /** Of an array: the paths on which it has, or may have, an item that is not blank. */
  readonly filled: Guard;
}

/** The keys of an open object, the last one met first: branches share what they met before them. */
export interface Members {
  readonly key: string;
  readonly member: Member;
  readonly before: Members | null;
  readonly size: number;
}

/** A key of an open object. */
export interface Member {
  /** How it is written, and where; null for one whose spelling is not known. */
  readonly spelled: string | null;
  readonly at: Span;
  /** The paths on which it has been met. */
  readonly met: Guard;
  /** Paths of these on which it may be absent all the same: the rounds of a loop differ. */
  readonly spare: Guard;
  /** Its literal values, kept for fields that are compared with a sibling. */
  readonly values: readonly Seen[];
}

export interface Seen {
  readonly guard: Guard;
  readonly text: string;
  readonly span: Span;
}

/** The reader before the first character of a JSON body. */
export const startReader: Reader = {
  kind: 'json',
  frame: null,
  mode: 'value',
  token: null,
  comma: null,
  last: null,
  tail: null,
  isForm: false,
};

const maxDepth = 200;

/**
 * The frame of an object or array that opens here. Throws `exhausted` where they are nested too deep.
 * @param mistaken whether it stands where another kind has to
 */
export function openFrame(
  run: Run,
  reader: Reader,
  kind: Frame['kind'],
  shape: Shape,
  open: Span,
  mistaken = false,
): Frame {
  const parent = reader.frame;
  const step = parent?.kind === 'array' ? '*' : (parent?.known ?? '');
  const name = `${parent?.place ?? 0}/${parent ? step : ''}/${kind}`;
  const depth = (parent?.depth ?? 0) + 1;
  if (depth > maxDepth) throw exhausted;
  let place = run.places.get(name);
  if (place === undefined) {
    place = run.places.size + 1;
    run.places.set(name, place);
  }
  const path = parent ? [...parent.path, step] : [];
  return {
    parent,
    kind,
    place,
    depth,
    path,
    shape,
    open,
    mistaken,
    key: null,
    known: '',
    spelled: null,
    keySpan: null,
    members: null,
    dynamic: never,
    filled: never,
  };
}

/** Equal for readers that read on alike. */
export function signature({ frame, mode, token }: Reader): string {
  const place = `${frame?.place ?? 0} ${mode} ${mode === 'colon' || mode === 'value' ? (frame?.known ?? '') : ''}`;
  if (!token) return place;
  if (token.kind === 'string') return `${place} ${token.role}${token.quote}${token.escape} ${frame?.known ?? ''}`;
  if (token.kind === 'word') return `${place} ${token.role} ${token.shape} ${frame?.known ?? ''}`;
  return `${place} ${token.line}${token.star}`;
}

/** Joins two readers of the same signature, each with the paths that it is on. */
export function mergeReaders(run: Run, a: Reader, guardA: Guard, b: Reader, guardB: Guard): Reader {
  const frame = mergeFrames(run, a.frame, guardA, b.frame, guardB);
  return { ...a, frame, token: mergeTokens(run, a.token, guardA, b.token, guardB) };
}

function mergeTokens(run: Run, a: Token | null, guardA: Guard, b: Token | null, guardB: Guard): Token | null {
  if (a === b || !a || !b || a.kind === 'comment' || b.kind === 'comment') return a;
  return { ...a, content: mergeContent(run, a.content, guardA, b.content, guardB) };
}

function mergeFrames(run: Run, a: Frame | null, guardA: Guard, b: Frame | null, guardB: Guard): Frame | null {
  if (a === b || !a || !b) return a;
  const { and, or } = run.guards;
  const either = (one: Guard, other: Guard): Guard => (one === other ? one : or(and(one, guardA), and(other, guardB)));
  return {
    ...a,
    parent: mergeFrames(run, a.parent, guardA, b.parent, guardB),
    members: mergeMembers(run, a.members, guardA, b.members, guardB),
    dynamic: either(a.dynamic, b.dynamic),
    filled: either(a.filled, b.filled),
  };
}

/** Paths are in one state mostly: what each has met stays as it is. Only where states overlap may a key be both. */
function mergeMembers(run: Run, a: Members | null, guardA: Guard, b: Members | null, guardB: Guard): Members | null {
  if (a === b) return a;
  const shared = sharedMembers(a, b);
  const ownA = membersUntil(a, shared);
  const ownB = membersUntil(b, shared);
  const both = run.guards.and(guardA, guardB);
  let merged = shared;
  for (const key of new Set([...ownA.keys(), ...ownB.keys()])) {
    const one = ownA.get(key) ?? memberOf(shared, key) ?? missing;
    const other = ownB.get(key) ?? memberOf(shared, key) ?? missing;
    merged = addMember(merged, key, mergeMember(run, one, other, both));
  }
  return merged;
}

const missing: Member = { spelled: null, at: { start: 0, end: 0 }, met: never, spare: never, values: [] };

function mergeMember(run: Run, one: Member, other: Member, both: Guard): Member {
  const { and, or, less } = run.guards;
  if (both === never && other === missing) return one;
  if (both === never && one === missing) return other;
  const differ = both === never ? never : and(both, or(less(one.met, other.met), less(other.met, one.met)));
  const values = one.values === other.values ? one.values : [...one.values, ...other.values].slice(0, 32);
  const { spelled, at } = one === missing ? other : one;
  return { spelled, at, met: or(one.met, other.met), spare: or(or(one.spare, other.spare), differ), values };
}

function addMember(before: Members | null, key: string, member: Member): Members {
  return { key, member, before, size: (before?.size ?? 0) + 1 };
}

/** What both have met: the longest end that the chains have in common. */
function sharedMembers(a: Members | null, b: Members | null): Members | null {
  let one = a;
  let other = b;
  while (one !== other) {
    if ((one?.size ?? 0) >= (other?.size ?? 0)) one = one?.before ?? null;
    else other = other?.before ?? null;
  }
  return one;
}

/** The members met behind `end`, by key; of a key met twice the last. */
export function membersUntil(chain: Members | null, end: Members | null): Map<string, Member> {
  const members = new Map<string, Member>();
  for (let at = chain; at && at !== end; at = at.before) if (!members.has(at.key)) members.set(at.key, at.member);
  return members;
}

/** The member of a key; none where it has not been met. */
export function memberOf(chain: Members | null, key: string): Member | undefined {
  for (let at = chain; at; at = at.before) if (at.key === key) return at.member;
  return undefined;
}

/** The reader with a round of a loop forgotten; `guard` is its state's. */
export function forgetReader(run: Run, reader: Reader, guard: Guard, loop: number): Reader {
  const forget = (one: Guard) => run.facts.forgetRound(run.guards.and(one, guard), loop);
  const frame = (one: Frame | null): Frame | null =>
    one && {
      ...one,
      parent: frame(one.parent),
      dynamic: forget(one.dynamic),
      filled: forget(one.filled),
      members: forgetMembers(run, one.members, guard, loop),
    };
  const token =
    reader.token && reader.token.kind !== 'comment'
      ? { ...reader.token, content: forgetContent(run, reader.token.content, loop) }
      : reader.token;
  return { ...reader, frame: frame(reader.frame), token };
}

function forgetMembers(run: Run, chain: Members | null, guard: Guard, loop: number): Members | null {
  const { and, or, less } = run.guards;
  const varies = (one: Guard) => run.facts.variesIn(one, loop);
  let steady = true;
  for (let at = chain; at && steady; at = at.before) {
    steady = !varies(at.member.met) && !varies(at.member.spare) && !at.member.values.some((seen) => varies(seen.guard));
  }
  if (steady) return chain;
  const forget = (one: Guard) => run.facts.forgetRound(one, loop);
  let members: Members | null = null;
  for (const [key, { spelled, at, met, spare, values }] of [...membersUntil(chain, null)].reverse()) {
    const wide = forget(met);
    const absent = forget(and(guard, or(less(guard, met), spare)));
    const loose = values.map((seen) => ({ ...seen, guard: forget(seen.guard) }));
    members = addMember(members, key, { spelled, at, met: wide, spare: and(wide, absent), values: loose });
  }
  return members;
}

/** The frame with a key met on the paths of a guard; null stands for one that is not known. */
export function meetKey(frame: Frame, key: string | null, spelled: string | null, span: Span, guard: Guard): Frame {
  if (key === null) return { ...frame, key: '*', known: '', spelled, keySpan: span, dynamic: always };
  const members = addMember(frame.members, key, { spelled, at: span, met: guard, spare: never, values: [] });
  return { ...frame, key, known: fieldFor(frame.shape, key) ? key : '', spelled, keySpan: span, members };
}

/** The reader in an array that a loop may fill: that it may print nothing is no certainty. */
export function fillArray(reader: Reader): Reader {
  const { frame } = reader;
  return frame?.kind === 'array' ? { ...reader, frame: { ...frame, filled: always } } : reader;
}

/** The frame with a literal value of its present key kept. */
export function keepValue(frame: Frame, seen: readonly Seen[]): Frame {
  const last = frame.members;
  if (!last || last.key !== frame.key) return frame;
  return { ...frame, members: { ...last, member: { ...last.member, values: seen } } };
}
