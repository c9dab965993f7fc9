/** What of a template no sample user reaches. */
import type { Field, TemplateDocument } from '../document/types';
import { fieldRange } from '../features/context';
import type { Branch, Span } from '../liquid';
import type { Coverage, UnreachedStretch } from '../protocol';
import type { Rendered } from '../render';
import { branchesOf } from './branches';
import { renderedPairs } from './details';

/** What the renderings of one user after the other have reached. */
export interface Reached {
  /** Users counted so far. */
  readonly users: number;
  readonly fields: readonly ReachedField[];
}

interface ReachedField {
  /** Starts of the tags whose branch somebody went into. */
  readonly entered: ReadonlySet<number>;
  /** How far anybody got: the end of the text unless all were aborted before. */
  readonly end: number;
}

/** Of a field that was rendered for nobody. */
const NOWHERE = -1;

/** Before the first user. */
export function nothingReached(document: TemplateDocument): Reached {
  return { users: 0, fields: document.fields.map(() => ({ entered: new Set(), end: NOWHERE })) };
}

/** @param rendered one for each of the document's fields, in their order */
export function reachedBy(document: TemplateDocument, before: Reached, rendered: readonly Rendered[]): Reached {
  const pairs = renderedPairs(document, rendered);
  return {
    users: before.users + 1,
    fields: before.fields.map((reached, i) => {
      const pair = pairs[i];
      if (!pair) return reached;
      const { entered, abortedAt } = pair.rendered;
      const isNew = entered.some((start) => !reached.entered.has(start));
      return {
        entered: isNew ? new Set([...reached.entered, ...entered]) : reached.entered,
        end: Math.max(reached.end, abortedAt ? abortedAt.end : pair.field.text.length),
      };
    }),
  };
}

/** Counts branches and names those that nobody went into, and what stands behind an abort that all run into. */
export function coverageOf(document: TemplateDocument, reached: Reached): Coverage {
  const unreached: UnreachedStretch[] = [];
  let all = 0;
  let missing = 0;
  document.fields.forEach((field, i) => {
    const { entered, end } = reached.fields[i]!;
    const branches = branchesOf(field.tree);
    const missed = branches.filter(({ tag }) => !entered.has(tag.start));
    all += branches.length;
    missing += missed.length;
    const behind = behindAbort(field, end);
    let covered = 0;
    for (const branch of missed) {
      // Nobody gets into what lies in a branch that nobody gets into.
      if (branch.end <= covered || (behind && branch.start >= behind.start)) continue;
      covered = branch.end;
      unreached.push(stretchOf(document, field, branch));
    }
    if (behind) {
      const range = fieldRange(document, field, behind);
      unreached.push({ range, tag: range, message: 'No sample user gets here: the message is aborted before.' });
    }
  });
  return { label: labelOf(reached.users, all - missing, all), branches: all, reached: all - missing, unreached };
}

/** What stands behind the last node that anybody got to; null when somebody got to the end, or only white space is left. */
function behindAbort({ tree, text }: Field, end: number): Span | null {
  const last = tree.children.find((node) => node.end >= end);
  const start = end === NOWHERE ? 0 : (last?.end ?? text.length);
  const rest = text.slice(start);
  if (end >= text.length || rest.trim() === '') return null;
  return { start: start + rest.length - rest.trimStart().length, end: start + rest.trimEnd().length };
}

function stretchOf(document: TemplateDocument, field: Field, branch: Branch): UnreachedStretch {
  const end = branch.start + field.text.slice(branch.start, branch.end).trimEnd().length;
  return {
    range: fieldRange(document, field, { start: branch.start, end: Math.max(end, branch.tag.end) }),
    tag: fieldRange(document, field, branch.tag),
    message: `No sample user goes into this '${branch.tag.name}'.`,
  };
}

function labelOf(users: number, reached: number, all: number): string {
  if (all === 0) return 'The template has no branches: what is written is written for everybody.';
  const branches = `${all} ${all === 1 ? 'branch' : 'branches'}`;
  const who = `${users} sample ${users === 1 ? 'user reaches' : 'users reach'}`;
  return `${who} ${reached === all ? (all === 1 ? 'the only branch' : `all ${branches}`) : `${reached} of ${branches}`}.`;
}
