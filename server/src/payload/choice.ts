/** Values that are one or another by path, and what can be said of their text. */
import { always, type Guard, never } from './guard';
import type { Run } from './run';
import { type Alternative, hole, holeValue, type Piece, sameValue, type Value } from './values';

const maxAlternatives = 24;

/** A value that is one or another by path. */
export function choice(run: Run, alternatives: readonly Alternative[]): Value {
  const flat: Alternative[] = [];
  for (const { guard, value } of alternatives) {
    const inner = value.kind === 'choice' ? value.alternatives : [{ guard: always, value }];
    for (const one of inner) {
      const both = run.guards.and(guard, one.guard);
      const same = flat.findIndex((other) => sameValue(other.value, one.value));
      const found = flat[same];
      if (both === never) continue;
      if (found) flat[same] = { guard: run.guards.or(found.guard, both), value: one.value };
      else flat.push({ guard: both, value: one.value });
    }
  }
  const only = flat[0];
  if (only && flat.length === 1) return only.value;
  if (flat.length > maxAlternatives) return mixed(run, flat);
  return { kind: 'choice', alternatives: flat };
}

/** Too many alternatives to keep apart. */
function mixed(run: Run, alternatives: readonly Alternative[]): Value {
  let blank = never;
  for (const { guard, value } of alternatives) {
    for (const text of run.textOf(value)) {
      blank = run.guards.or(blank, run.guards.and(run.guards.and(guard, text.guard), blankOf(run, text.pieces)));
    }
  }
  return holeValue(hole('a variable', { prints: 'unknown', blank, falsy: never, loop: run.loop }));
}

/** The same value with the texts that it can be told apart. */
export function choiceOfTexts(run: Run, value: Value): Value {
  return choice(
    run,
    run.textOf(value).map(({ guard, pieces }) => ({ guard, value: { kind: 'text', pieces } })),
  );
}

/** The paths on which pieces print nothing but white space. */
export function blankOf(run: Run, pieces: readonly Piece[]): Guard {
  let blank = always;
  for (const piece of pieces) {
    if (piece.kind === 'hole') blank = run.guards.and(blank, piece.blank);
    else if (piece.text.trim() !== '') return never;
    if (blank === never) return never;
  }
  return blank;
}

/** Whether a text can stand in a JSON string as it is. */
export function isPlainText(text: string): boolean {
  for (const character of text) if (character === '"' || character === '\\' || character < ' ') return false;
  return true;
}
