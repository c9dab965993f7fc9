/** All filters that render, by name: Ruby Liquid's and Braze's. Whether Braze documents one is the docset's to say. */
import { arrayFilters } from './array';
import { brazeFilters } from './braze';
import { encodingFilters } from './encoding';
import type { Filters } from './filter';
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
