/** What the extension and the preview's page tell each other. */
import type { RenderResult } from '../../../server/src/protocol';

export type Problem = RenderResult['problems'][number];
export type Range = Problem['range'];

export interface UserChoice {
  readonly key: string;
  readonly label: string;
  /** A workspace file's path; null for a bundled user. */
  readonly file: string | null;
}

/** All that the preview shows. */
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

export type PageCommand = 'copyAsCurl' | 'copyRenderedBody' | 'showSource';

export type ToPage = { readonly type: 'state'; readonly state: PreviewState };
export type FromPage =
  | { readonly type: 'ready' }
  | { readonly type: 'reveal'; readonly range: Range }
  | { readonly type: 'user'; readonly key: string }
  | { readonly type: 'command'; readonly command: PageCommand };

const COMMANDS: ReadonlySet<unknown> = new Set<PageCommand>(['copyAsCurl', 'copyRenderedBody', 'showSource']);

/** The message that a value is, or null: what the page sends is checked before it is believed. */
export function readMessage(value: unknown): FromPage | null {
  if (!isObject(value)) return null;
  switch (value.type) {
    case 'ready':
      return { type: 'ready' };
    case 'reveal':
      return isRange(value.range) ? { type: 'reveal', range: value.range } : null;
    case 'user':
      return typeof value.key === 'string' ? { type: 'user', key: value.key } : null;
    case 'command':
      return COMMANDS.has(value.command) ? { type: 'command', command: value.command as PageCommand } : null;
    default:
      return null;
  }
}

/** Whether a value is what the extension sends. */
export function isToPage(value: unknown): value is ToPage {
  return isObject(value) && value.type === 'state' && isObject(value.state);
}

function isRange(value: unknown): value is Range {
  return isObject(value) && isPosition(value.start) && isPosition(value.end);
}

function isPosition(value: unknown): boolean {
  return isObject(value) && isCount(value.line) && isCount(value.character);
}

function isCount(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
