import type { FilterEntry } from '../docset/types';
import type { Filter } from '../liquid';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports a filter with fewer arguments than it needs, or more than it takes.
 * Why: Liquid prints an error in the message's text where the number of arguments is wrong.
 * Bad: `{{ 'text' | hmac_sha256_hex }}`
 * Good: `{{ 'text' | hmac_sha256_hex: 'secret' }}`
 */
export const filterArity: Rule = {
  code: 'filter-arity',
  severity: 'warning',
  category: 'names',
  title: 'A filter with too few or too many arguments',
  href: pages.filters,
  visit: () => ({
    filter(filter, { docset, report }) {
      const entry = docset.filters.get(filter.name.text);
      if (!entry || entry.status === 'unsupported') return;
      const message = complaint(entry, filter);
      if (message) report({ message, span: { start: filter.name.start, end: filter.end } });
    },
  }),
};

function complaint(entry: FilterEntry, filter: Filter): string | null {
  const given = filter.args.filter((argument) => argument.name === null).length;
  const named = new Set(filter.args.map((argument) => argument.name?.text));
  const positional = entry.parameters.filter((parameter) => !parameter.keyword);
  const missing = positional.slice(given).filter((parameter) => parameter.required && !named.has(parameter.name));
  if (missing.length > 0) {
    const names = missing.map((parameter) => `'${parameter.name}'`).join(' and ');
    return `The filter '${entry.name}' needs ${names}: write ${shape(entry)}.`;
  }
  if (given <= positional.length) return null;
  if (positional.length === 0) return `The filter '${entry.name}' takes no argument; take it out.`;
  return `The filter '${entry.name}' takes at most ${positional.length}, not ${given}: write ${shape(entry)}.`;
}

const shape = ({ name, parameters }: FilterEntry): string =>
  `'${name}: ${parameters
    .filter(({ keyword }) => !keyword)
    .map((parameter) => parameter.name)
    .join(', ')}'`;
