/** Judges the keys of an object by the docset: what the partner does not know, what it lacks, what contradicts itself. */
import { suggest, typesOf } from '../docset';
import type { FieldEntry } from '../docset/types';
import type { Span } from '../liquid';
import { fieldFor } from './fieldLookup';
import { nameOfType, typeAdvice, typeWords } from './fieldWords';
import { isOfFormat, momentOf } from './formats';
import { type Guard, never } from './guard';
import { type Frame, type Member, memberOf, membersUntil } from './reader';
import { type Run, report, siteKey, spend } from './run';

/** Judges a key of an object. */
export function judgeKey(run: Run, guard: Guard, frame: Frame, key: string, span: Span): void {
  const { fields, open } = frame.shape;
  if (fields.length === 0 || fieldFor(frame.shape, key)) return;
  const meant = fields.find((field) => field.misspellings?.includes(key));
  if (meant) {
    const message = `The key '${key}' is a translation or another spelling of '${meant.name}', which is what the partner reads. Write '${meant.name}'.`;
    report(run, { code: 'translated-json-key', message, span, guard, data: { replacement: meant.name } });
    return;
  }
  if (open) return;
  const near = suggest(
    key,
    fields.filter(({ pattern }) => pattern === undefined).map(({ name }) => name),
  );
  const home = near ? null : homeOf(run, key);
  const advice = near ? `Did you mean '${near}'?` : (home ?? 'Check its spelling and where it stands, or remove it.');
  const message = `The partner does not know the field '${key}'${home ? ' here' : ''}. ${advice}`;
  const data = near ? { replacement: near } : undefined;
  report(run, { code: 'payload-unknown-field', message, span, guard, data, follows: 'doubt', isWeak: true });
}

/** Where else in the payload a field of this name belongs. */
function homeOf(run: Run, key: string): string | null {
  const search = (fields: readonly FieldEntry[], inside: string | null, depth: number): string | null => {
    const own = fields.some(({ name, pattern }) => pattern === undefined && name === key);
    if (own) return inside === null ? 'Move it out, to the top of the body.' : `Move it into '${inside}'.`;
    if (depth > 4) return null;
    for (const field of fields) {
      const found = search(field.fields ?? field.items?.fields ?? [], field.name, depth + 1);
      if (found !== null) return found;
    }
    return null;
  };
  return search(run.context.template?.body?.fields ?? [], null, 0);
}

/** Judges a key that the object has already: JSON takes it, and only the last one counts. */
export function judgeRepeat(run: Run, guard: Guard, { open, members }: Frame, key: string): void {
  // The first time that a key is met in an object nothing has to be looked for.
  const name = `${siteKey(run, open)} ${key}`;
  if (!run.keys.has(name)) {
    run.keys.add(name);
    return;
  }
  spend(run, (members?.size ?? 0) >> 6);
  const own = members?.member;
  const earlier = memberOf(members?.before ?? null, members?.key ?? key);
  if (!own || !earlier || earlier.spelled !== key) return;
  report(run, {
    code: 'json-duplicate-key',
    message: `The key '${key}' stands twice in this object, and only the last one counts. Remove one of them.`,
    span: own.at,
    guard: run.guards.and(guard, run.guards.less(earlier.met, earlier.spare)),
    follows: 'doubt',
    isWeak: true,
    data: { open: open.start, key: earlier.at.start },
    related: [{ message: 'The same key', span: earlier.at }],
  });
}

/** Judges an object or array where a field's value begins. */
export function judgeContainer(run: Run, guard: Guard, field: FieldEntry, kind: 'object' | 'array', span: Span): void {
  if (typesOf(field).includes(kind)) return;
  report(run, {
    code: 'payload-type',
    message: `The field '${field.name}' is ${typeWords(field)}, not ${nameOfType(kind)}.${typeAdvice(field)}`,
    span,
    guard,
    follows: 'doubt',
  });
}

/** Judges an array that ends with nothing in it. */
export function judgeEmptyArray(run: Run, guard: Guard, field: FieldEntry, span: Span): void {
  if (!field.required) return;
  const message = `The required field '${field.name}' is empty. Give it at least one item that is not blank.`;
  report(run, { code: 'payload-missing-field', message, span, guard });
}

/** Judges an object that ends: what it lacks, and what of it contradicts itself. */
export function judgeObject(run: Run, guard: Guard, frame: Frame): void {
  if (frame.shape.fields.length === 0) return;
  const members = membersUntil(frame.members, null);
  for (const field of frame.shape.fields) {
    if (field.required && field.pattern === undefined) {
      missing(run, absence(run, guard, frame, members, [field.name]), frame, field);
    }
    if (field.after !== undefined) judgeOrder(run, guard, members, field, field.after);
  }
  if (frame.parent) return;
  for (const group of run.context.template?.body?.atLeastOne ?? []) {
    const guardOfNone = absence(run, guard, frame, members, group);
    if (guardOfNone === never) continue;
    const names = group.map((name) => `'${name}'`).join(' or ');
    const field = frame.shape.fields.find(({ name }) => name === group[0]) ?? null;
    report(run, {
      code: 'payload-missing-field',
      message: `One of ${names} has to stand here. Add the one that you have.`,
      span: frame.open,
      guard: guardOfNone,
      data: { field: field?.name, open: frame.open.start, path: frame.path },
    });
  }
}

/** The paths of a guard on which none of the keys stands. */
function absence(
  run: Run,
  guard: Guard,
  frame: Frame,
  members: ReadonlyMap<string, Member>,
  keys: readonly string[],
): Guard {
  const { and, less, or } = run.guards;
  let absent = less(guard, frame.dynamic);
  for (const key of keys) {
    const member = members.get(key);
    if (member) absent = or(less(absent, member.met), and(absent, member.spare));
  }
  return absent;
}

function missing(run: Run, guard: Guard, frame: Frame, field: FieldEntry): void {
  if (guard === never) return;
  const place = frame.path.filter((key) => key !== '*').join('.');
  report(run, {
    code: 'payload-missing-field',
    message: `The required field '${field.name}' is missing${place !== '' ? ` in '${place}'` : ''}. Add it: the partner refuses a request without it.`,
    span: frame.open,
    guard,
    follows: 'doubt',
    isWeak: true,
    data: { field: field.name, open: frame.open.start, path: frame.path },
  });
}

function judgeOrder(
  run: Run,
  guard: Guard,
  members: ReadonlyMap<string, Member>,
  field: FieldEntry,
  before: string,
): void {
  for (const later of members.get(field.name)?.values ?? []) {
    for (const earlier of members.get(before)?.values ?? []) {
      const end = momentOf(later.text);
      const start = momentOf(earlier.text);
      if (end === null || start === null || end > start) continue;
      // A time that is written wrong has a finding of its own.
      if (field.format && !isOfFormat(later.text, field.format)) continue;
      report(run, {
        code: 'end-before-start',
        message: `'${field.name}' (${later.text}) is not after '${before}' (${earlier.text}). Write a later time.`,
        span: later.span,
        guard: run.guards.and(guard, run.guards.and(later.guard, earlier.guard)),
        related: [{ message: `'${before}' is set here`, span: earlier.span }],
      });
    }
  }
}
