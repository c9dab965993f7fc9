/**
 * Users who get to a place in a template: first those that the conditions on the way ask for, then random ones, then random
 * ones with the template's own literals, other moments and other answers to Connected Content. Rendering decides.
 */
import type { Docset } from '../docset';
import type { TemplateDocument } from '../document/types';
import type { FieldPlace } from '../features/context';
import { type WitnessUser, witnessesFor, witnessesForBranch } from '../payload';
import { checkRendered, type Rendered, type RenderMock } from '../render';
import { payloadContext, payloadProblems } from '../rules';
import {
  bundledUsers,
  nextRandom,
  plausibleValue,
  randomUser,
  type SampleUser,
  type WorkspaceView,
} from '../workspace';
import { branchAt } from './branches';
import { renderedPairs } from './details';
import { namespaceOf, type UserData } from './userFile';
import { type AnswerUse, type Uses, usesOf } from './uses';

/** Somebody to be tried. */
export interface Candidate {
  readonly label: string;
  readonly user: UserData;
  /** Of a random user as it is. */
  readonly seed: number | null;
  /** Milliseconds since 1970; null for the moment that was asked for. */
  readonly now: number | null;
  readonly mocks: readonly RenderMock[];
  readonly why: string;
}

export interface Goal {
  /** Users in the order they are to be tried. */
  readonly candidates: Iterable<Candidate>;
  /** @param rendered one for each of the document's fields, in their order */
  isReached(rendered: readonly Rendered[]): boolean;
  /** What to say when nobody is found. */
  readonly failure: string;
}

export interface ReachContext {
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
  /** Milliseconds since 1970: around it other moments are tried. */
  readonly now: number;
  readonly seed: number;
}

const PLAIN_TRIES = 40;
const MIXED_TRIES = 160;

/** Getting to a place: into its innermost branch, and not aborted before it. */
export function branchGoal(document: TemplateDocument, { field, offset }: FieldPlace, context: ReachContext): Goal {
  const { docset, workspace } = context;
  const branch = branchAt(field.tree, offset);
  const index = document.fields.indexOf(field);
  const payload = payloadContext(document, docset, workspace);
  const witnesses = branch ? witnessesForBranch(field.tree, payload, branch.tag.start) : [];
  return {
    candidates: candidates(document, witnesses, context),
    isReached: (rendered) => {
      const found = renderedPairs(document, rendered)[index]?.rendered;
      if (!found || (branch && !found.entered.includes(branch.tag.start))) return false;
      return branch !== null || found.abortedAt === null || found.abortedAt.start >= offset;
    },
    failure:
      'No user was found who gets here. What decides about it may not be the user: look for a condition that never holds.',
  };
}

/** Seeing a payload problem; null when the document has none with this code there. */
export function problemGoal(
  document: TemplateDocument,
  code: string,
  offset: number,
  context: ReachContext,
): Goal | null {
  const { docset, workspace } = context;
  const index = payloadProblems({ document, docset, workspace }).findIndex(
    (problem) => problem.code === code && problem.span.start <= offset && offset <= problem.span.end,
  );
  if (index < 0) return null;
  const witnesses = witnessesFor(document.body.tree, payloadContext(document, docset, workspace), index);
  const hostile = bundledUsers.map((user) => ofSample(user, `The sample user '${user.label}' sees it.`));
  return {
    candidates: chained(candidates(document, witnesses, context), hostile),
    isReached: (rendered) => {
      const pairs = renderedPairs(document, rendered);
      const body = pairs.find(({ field }) => field === document.body);
      if (!body || body.rendered.aborted) return false;
      const found = checkRendered(document, body.rendered);
      return found.some((problem) => problem.code === code) || (found.length > 0 && !isAboutFields(code));
    },
    failure: 'No user was found for whom the rendered payload shows this problem.',
  };
}

/** These the rendered payload is told by their own code; all else shows as JSON that is wrong. */
const isAboutFields = (code: string): boolean => code === 'payload-missing-field' || code === 'payload-value';

function* chained<T>(...lists: readonly Iterable<T>[]): Generator<T> {
  for (const list of lists) yield* list;
}

// ── Candidates ───────────────────────────────────────────────────────────────────────────────────────────────────────

function* candidates(
  document: TemplateDocument,
  witnesses: readonly WitnessUser[],
  context: ReachContext,
): Generator<Candidate> {
  const { docset, workspace, seed } = context;
  const uses = usesOf(document, docset, workspace.contentBlocks);
  const complete = bundledUsers[0]!;
  for (const witness of witnesses) yield* solved(witness, complete, uses);
  if (witnesses.length === 0) yield ofSample(complete, `The sample user '${complete.label}' gets there.`);
  for (let i = 0; i < PLAIN_TRIES; i++) {
    const user = randomUser(seed + i, docset, uses.attributes);
    yield { ...ofSample(user, `Random user ${seed + i} gets there.`), seed: seed + i };
  }
  for (let i = 0; i < MIXED_TRIES; i++) yield mixed(seed + i, uses, context);
}

/** What the conditions ask for: over the complete user, then with all else that the template reads unset, then alone. */
function* solved(witness: WitnessUser, complete: SampleUser, uses: Uses): Generator<Candidate> {
  const bare = without(complete.data, uses);
  const soft = merged(complete.data, witness, true);
  for (const user of [soft, merged(complete.data, witness, false), merged(bare, witness, false), witness]) {
    yield { label: 'Gets there', user, seed: null, now: null, mocks: [], why: solvedWords(witness, user, complete) };
  }
}

function ofSample({ label, data }: SampleUser, why: string): Candidate {
  return { label, user: data, seed: null, now: null, mocks: [], why };
}

/** @param soft keeps a text of the user's where the witness has any text */
function merged(data: UserData, witness: WitnessUser, soft: boolean): UserData {
  const made: Record<string, unknown> = { ...data };
  for (const [namespace, own] of Object.entries(witness)) {
    const before = namespaceOf(data, namespace);
    const kept = Object.entries(own).filter(
      ([key, value]) => !(soft && typeof value === 'string' && typeof before[key] === 'string' && isAnyText(value)),
    );
    made[namespace] = { ...before, ...Object.fromEntries(kept) };
  }
  return made;
}

/** What the solver writes where any text will do. */
const isAnyText = (value: string): boolean => value === 'some text';

function without(data: UserData, { attributes }: Uses): UserData {
  const made: Record<string, unknown> = { ...data };
  for (const { namespace, key } of attributes) {
    const name = namespace === '' ? 'attributes' : namespace;
    made[name] = Object.fromEntries(Object.entries(namespaceOf(made, name)).filter(([other]) => other !== key));
  }
  return made;
}

function solvedWords(witness: WitnessUser, user: UserData, complete: SampleUser): string {
  const told: string[] = [];
  for (const [namespace, own] of Object.entries(witness)) {
    for (const key of Object.keys(own)) {
      const value = namespaceOf(user, namespace)[key];
      if (value === namespaceOf(complete.data, namespace)[key]) continue;
      const name = namespace === 'attributes' ? `\${${key}}` : `${namespace}.\${${key}}`;
      told.push(`${name} is ${JSON.stringify(value)?.slice(0, 60)}`);
    }
  }
  if (told.length === 0) return 'The conditions on the way ask for what this user has.';
  const more = told.length > 4 ? ` and ${told.length - 4} more` : '';
  return `As the conditions on the way ask, ${told.slice(0, 4).join(', ')}${more}.`;
}

/** A random user with values that the template tests for, at another moment, with other answers. */
function mixed(seed: number, uses: Uses, { docset, now }: ReachContext): Candidate {
  const random = nextRandom(seed ^ 0x5eed);
  const { data, label } = randomUser(seed, docset, uses.attributes);
  const user: Record<string, unknown> = { ...data };
  for (const { namespace, key, shape } of uses.attributes) {
    if (random() < 0.5) continue;
    const name = namespace === '' ? 'attributes' : namespace;
    const others = Object.entries(namespaceOf(user, name)).filter(([other]) => other !== key);
    const chance = random();
    const value = chance < 0.2 ? undefined : chance < 0.3 ? '' : plausibleValue(key, shape, undefined, random);
    user[name] = Object.fromEntries(value === undefined ? others : [...others, [key, value]]);
  }
  const moment = uses.readsTime && random() < 0.8 ? otherMoment(now, random) : null;
  const mocks = [...uses.answers].flatMap(([name, use]) => (random() < 0.8 ? otherAnswers(name, use, random) : []));
  const also = [
    ...(moment === null ? [] : [`at ${new Date(moment).toISOString()}`]),
    ...mocks.map(({ request, response }) => `when ${request.url} answers with status ${response.status}`),
  ];
  const why = `A random user with values that the template tests for gets there${also.length > 0 ? ` ${also.slice(0, 3).join(' and ')}` : ''}.`;
  return { label: `${label}, changed`, user, seed: null, now: moment, mocks, why };
}

const HOUR = 3_600_000;

function otherMoment(now: number, random: () => number): number {
  const days = random() < 0.5 ? random() * 8 : random() * 366;
  return now + Math.floor(days) * 24 * HOUR + Math.floor(random() * 24) * HOUR;
}

/** One answer for all calls that a variable is filled by. */
function otherAnswers(name: string, { shape, urls }: AnswerUse, random: () => number): readonly RenderMock[] {
  const status = random() < 0.25 ? 500 : 200;
  const body = random() < 0.15 ? {} : plausibleValue(name, shape, undefined, random);
  return [...urls].map((url) => ({ request: { url }, response: { status, body } }));
}
