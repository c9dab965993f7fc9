/** All filters that render, by name: Ruby Liquid's and Braze's. Whether Braze documents one is the docset's to say. */
import { arrayFilters } from './array';
import { brazeFilters } from './braze';
import { encodingFilters } from './encoding';
import type { Filter, Filters } from './filter';
import { htmlFilters } from './html';
import { mathFilters } from './math';
import { stringFilters } from './string';
import { urlFilters } from './url';

export type { Filter, FilterHost } from './filter';

/** All filters by name. A new one is a line in the file of its kind. */
export const filters: Filters = {
  ...arrayFilters,
  ...mathFilters,
  ...stringFilters,
  ...htmlFilters,
  ...urlFilters,
  ...encodingFilters,
  ...brazeFilters,
};

/** How many arguments a filter takes; null for an unknown one. The input before the `|` is not counted. */
export function arity(name: string): Pick<Filter, 'required' | 'optional'> | null {
  return Object.hasOwn(filters, name) ? filters[name]! : null;
}
