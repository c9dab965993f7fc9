/** What has been read of a string or a word: its parts, in all the ways in which the paths so far have written it. */
import type { Span } from '../liquid';
import { blankOf } from './choice';
import { always, type Guard, never } from './guard';
import type { Run } from './run';
import { hole, type Piece } from './values';

/** A piece and the place of the body that printed it. */
export interface Part {
  readonly piece: Piece;
  readonly site: Span;
}

/** Parts from the last back to the first: branches share what came before them. */
export interface Written {
  readonly before: Written | null;
  readonly part: Part;
}

export interface Writing {
  readonly guard: Guard;
  readonly chain: Written | null;
}

export type Content = readonly Writing[];

/** Nothing written yet, on every path. */
export const emptyContent: Content = [{ guard: always, chain: null }];

/** More ways of writing one string than this are not kept apart. */
const maxWritings = 16;

/** The content with a part behind each of its writings. */
export function append(content: Content, part: Part): Content {
  return content.map(({ guard, chain }) => ({ guard, chain: { before: chain, part } }));
}

/** The parts of one writing, first to last. */
export function partsOf({ chain }: Writing): readonly Part[] {
  const parts: Part[] = [];
  for (let at = chain; at; at = at.before) parts.push(at.part);
  return parts.reverse();
}

/** What two states wrote, each on its paths. */
export function mergeContent(run: Run, a: Content, guardA: Guard, b: Content, guardB: Guard): Content {
  if (a === b) return a;
  const merged: Writing[] = [];
  const add = (content: Content, within: Guard) => {
    for (const { guard, chain } of content) {
      const here = run.guards.and(guard, within);
      if (here === never) continue;
      const same = merged.findIndex((one) => one.chain === chain);
      const found = merged[same];
      if (found) merged[same] = { guard: run.guards.or(found.guard, here), chain };
      else merged.push({ guard: here, chain });
    }
  };
  add(a, guardA);
  add(b, guardB);
  return merged.length > maxWritings ? blur(run, merged) : merged;
}

/** So many writings as one: what is still known is when they are blank. */
function blur(run: Run, writings: Content): Content {
  let blank = never;
  let all = never;
  let site: Span = { start: 0, end: 0 };
  for (const writing of writings) {
    const parts = partsOf(writing);
    site = parts[0]?.site ?? site;
    all = run.guards.or(all, writing.guard);
    blank = run.guards.or(
      blank,
      run.guards.and(
        writing.guard,
        blankOf(
          run,
          parts.map(({ piece }) => piece),
        ),
      ),
    );
  }
  const piece = hole('the text', { prints: 'unknown', safety: 'escaped', blank });
  return [{ guard: all, chain: { before: null, part: { piece, site } } }];
}

/** The same with a round of a loop forgotten. */
export function forgetContent(run: Run, content: Content, loop: number): Content {
  return content.map(({ guard, chain }) => ({ guard: run.facts.forgetRound(guard, loop), chain }));
}

/** What a JSON string's inside stands for. */
export function decoded(raw: string): string {
  if (!raw.includes('\\')) return raw;
  try {
    return String(JSON.parse(`"${raw}"`));
  } catch {
    return raw;
  }
}
