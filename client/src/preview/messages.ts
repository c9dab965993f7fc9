/** What the extension and the preview's page tell each other. What comes from the page is checked before it is believed. */
import type {
  Coverage,
  OutcomesResult,
  RenderDetails,
  RenderedField,
  RenderResult,
} from '../../../server/src/protocol';

export type Problem = RenderResult['problems'][number];
export type Range = Problem['range'];

/** Among the users, the one that is made up from a seed. */
export const RANDOM = '#random';

export interface UserChoice {
  readonly key: string;
  readonly label: string;
  /** A workspace file's path; null for a bundled user. */
  readonly file: string | null;
  /** In no file: random, edited, or found for a path. */
  readonly temporary?: boolean;
  /** What there is to say about it: what about it leads down the path it was found for. */
  readonly about?: string;
}

/** What a rendering is made under beside the user. */
export interface Conditions {
  /** ISO 8601: the frozen clock; null for the present moment. */
  readonly now: string | null;
  readonly language: string | null;
  readonly timeZone: string | null;
  /** Of the random user; null for any other. */
  readonly seed: number | null;
}

/** A stretch of a field's output whose source the cursor in the editor stands on. */
export interface Mark {
  /** Index among the rendered fields. */
  readonly field: number;
  readonly start: number;
  readonly end: number;
}

/** Compares with the file as it is saved. */
export const SAVED = '#saved';

/** A rendering as the page gets it: each attribute that was read is in `reads` once. */
export interface PageResult extends Omit<RenderResult, 'details'> {
  readonly details?: PageDetails;
}

interface PageDetails extends Pick<RenderDetails, 'abortedAt' | 'channel' | 'userPaths' | 'mockFiles'> {
  readonly fields: readonly Pick<RenderedField, 'role' | 'name' | 'output'>[];
  /** Of each problem: where in the body's output is what it is about; null where that printed nothing there. */
  readonly problemOffsets: readonly (number | null)[];
}

/** The second rendering of the Difference tab. */
export interface Comparison {
  /** A user's key, or `SAVED`. */
  readonly key: string;
  /** Null before the first answer. */
  readonly result: PageResult | null;
}

/** The rendering on show, and for whom. */
export interface PreviewState {
  /** The template's URI, and its name without folders. */
  readonly uri: string;
  readonly fileName: string;
  readonly users: readonly UserChoice[];
  readonly activeUser: string;
  /** The rendering on show; null before the first. */
  readonly result: RenderResult | null;
  /** Why `result` is older than the template: what stops the present text from rendering. Empty when it is up to date. */
  readonly broken: readonly Problem[];
  /** Why there is no answer at all. */
  readonly failure: string | null;
}

/** All that the page shows. Secrets are masked in it. */
export interface PageState extends Omit<PreviewState, 'result'> {
  readonly result: PageResult | null;
  readonly conditions: Conditions;
  readonly locked: boolean;
  /** Whether an HTML message may load images from other machines. */
  readonly remote: boolean;
  readonly marks: readonly Mark[];
  /** What becomes of all users; its coverage is null while they are being rendered. */
  readonly outcomes: (Pick<OutcomesResult, 'label' | 'rows'> & { readonly coverage: Coverage | null }) | null;
  readonly comparison: Comparison | null;
  /** Why what was asked last was not done. */
  readonly note: string | null;
}

/** The page's tabs, in their order. */
export const TABS = ['request', 'message', 'data', 'calls', 'users', 'difference'] as const;
export type Tab = (typeof TABS)[number];

const COMMANDS = ['copyAsCurl', 'copyRenderedBody', 'copyRendered', 'sendTest', 'showSource'] as const;
export type PageCommand = (typeof COMMANDS)[number];

const CONDITIONS = ['now', 'language', 'timeZone'] as const;
export type Condition = (typeof CONDITIONS)[number];

const ACTIONS = ['ready', 'refresh', 'saveUser', 'lock', 'remote'] as const;
export type PageAction = (typeof ACTIONS)[number];

export type ToPage =
  | { readonly type: 'state'; readonly state: PageState }
  /** The cursor has moved, and nothing else. */
  | { readonly type: 'marks'; readonly marks: readonly Mark[] };
export type FromPage =
  | { readonly type: PageAction }
  | { readonly type: 'reveal'; readonly range: Range }
  /** A click on what a field printed; the offset is that in the (masked) output. */
  | { readonly type: 'source'; readonly field: number; readonly offset: number }
  | { readonly type: 'user'; readonly key: string }
  | { readonly type: 'seed'; readonly seed: number }
  | { readonly type: 'condition'; readonly condition: Condition; readonly value: string }
  | { readonly type: 'tab'; readonly tab: Tab }
  /** The value at `path` within the attribute; no path for the attribute itself. */
  | { readonly type: 'edit'; readonly name: string; readonly path: readonly string[]; readonly value: string }
  | { readonly type: 'reach'; readonly position: Range['start'] }
  /** Opens the mock that answered a call, or creates one. */
  | { readonly type: 'mock'; readonly call: number }
  | { readonly type: 'compare'; readonly key: string }
  | { readonly type: 'command'; readonly command: PageCommand };

/** The message that a value is, or null. */
export function readMessage(value: unknown): FromPage | null {
  if (!isObject(value)) return null;
  const { type, range, field, offset, key, seed, condition, tab, name, path, position, call, command } = value;
  if (isOneOf(ACTIONS, type)) return { type };
  switch (type) {
    case 'reveal':
      return isRange(range) ? { type, range } : null;
    case 'source':
      return isCount(field) && isCount(offset) ? { type, field, offset } : null;
    case 'user':
    case 'compare':
      return typeof key === 'string' ? { type, key } : null;
    case 'seed':
      return isCount(seed) ? { type, seed } : null;
    case 'condition':
      return isOneOf(CONDITIONS, condition) && typeof value.value === 'string'
        ? { type, condition, value: value.value }
        : null;
    case 'tab':
      return isOneOf(TABS, tab) ? { type, tab } : null;
    case 'edit':
      return typeof name === 'string' && isPath(path) && typeof value.value === 'string'
        ? { type, name, path, value: value.value }
        : null;
    case 'reach':
      return isPosition(position) ? { type, position } : null;
    case 'mock':
      return isCount(call) ? { type, call } : null;
    case 'command':
      return isOneOf(COMMANDS, command) ? { type, command } : null;
    default:
      return null;
  }
}

/** Whether a value is what the extension sends. */
export function isToPage(value: unknown): value is ToPage {
  if (!isObject(value)) return false;
  return value.type === 'state' ? isObject(value.state) : value.type === 'marks' && Array.isArray(value.marks);
}

function isOneOf<T extends string>(values: readonly T[], value: unknown): value is T {
  return values.includes(value as T);
}

function isRange(value: unknown): value is Range {
  return isObject(value) && isPosition(value.start) && isPosition(value.end);
}

function isPath(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((key) => typeof key === 'string');
}

function isPosition(value: unknown): value is Range['start'] {
  return isObject(value) && isCount(value.line) && isCount(value.character);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
