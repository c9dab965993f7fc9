/** Which variables hold text of the template itself, and where it stands: printed, it is traced to that place. */
import type { Chain, Span } from '../liquid';
import { toText } from './print';
import type { Runtime } from './runtime';
import type { Trace } from './types';
import type { Value } from './values';

/** A text of more pieces is traced as a whole: a capture that holds itself twice doubles them each time. */
const MAX_PIECES = 256;

/** Notes where the text of a capture stands. */
export function noteCaptured(runtime: Runtime, name: string, text: string, trace: readonly Trace[]): void {
  const pieces = trace.flatMap((entry) => entry.written ?? [entry]);
  if (text === '' || pieces.length > MAX_PIECES) runtime.written.delete(name);
  else runtime.written.set(name, { text, trace: pieces });
}

/** Notes where an assigned text stands: a literal's place, without quotes; another variable's where that one's does. */
export function noteAssigned(runtime: Runtime, name: string, chain: Chain, value: Value): void {
  const text = toText(value);
  const known = typeof value === 'string' && value !== '' ? partsOf(runtime, chain, value) : null;
  const source = runtime.origin ? null : literalOf(chain, value, text);
  if (known) runtime.written.set(name, { text, trace: known });
  else if (source) runtime.written.set(name, { text, trace: [{ start: 0, end: text.length, source }] });
  else runtime.written.delete(name);
}

/** Where a literal stands that prints as it is written. */
function literalOf({ input, filters }: Chain, value: Value, text: string): Span | null {
  if (text === '' || input === null) return null;
  if (input.kind === 'string')
    return input.closed && input.value === value ? { start: input.start + 1, end: input.end - 1 } : null;
  const isPlain = (input.kind === 'number' || input.kind === 'keyword') && filters.length === 0;
  return isPlain && input.end - input.start === text.length ? { start: input.start, end: input.end } : null;
}

/** Where what an output prints stands in the template; null for data, and for text that a filter changed. */
export function partsOf(runtime: Runtime, { input }: Chain, text: string): readonly Trace[] | null {
  if (input?.kind !== 'variable' || !input.name || input.path.length > 0) return null;
  const known = runtime.written.get(input.name.text);
  return known?.text === text ? known.trace : null;
}
