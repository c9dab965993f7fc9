/** What a filter is, and what it may use of the rendering it runs in. */
import type { Value } from '../values';

/** The rendering, as far as filters see it. */
export interface FilterHost {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Counts one step of work; ends the rendering when its time is over. */
  step(): void;
  /** Checks the size of a result before it is built; ends the rendering when that is beyond the limit of output. */
  reserve(units: number): void;
}

export interface Filter {
  /** Arguments that must stand behind the colon, and that may; keyword arguments count as one, a hash, at the end. */
  readonly required: number;
  readonly optional: number;
  run(host: FilterHost, input: Value, args: readonly Value[]): Value;
}

export type Filters = Readonly<Record<string, Filter>>;

/** A filter of a fixed number of arguments, or of `required` to `required + optional`. */
export function filter(required: number, run: Filter['run'], optional = 0): Filter {
  return { required, optional, run };
}
