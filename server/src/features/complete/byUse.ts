/** The order of what can be used anywhere: what the document uses, what the folder uses, what is common, the rest by name. */
import type { Entry } from '../../docset/types';
import type { TemplateDocument } from '../../document/types';
import { walk } from '../../liquid';
import type { FeatureContext } from '../context';

/** The places of filters (`|`) or tags (`%`) in a list. */
export function orderByUse(
  sign: '|' | '%',
  entries: Iterable<Entry>,
  { fields }: Pick<TemplateDocument, 'fields'>,
  { workspace }: FeatureContext,
): ReadonlyMap<string, number> {
  const here = new Map<string, number>();
  const count = (name: string): Map<string, number> => here.set(name, (here.get(name) ?? 0) + 1);
  for (const { tree } of fields) {
    walk(tree, {
      enter(node) {
        if (sign === '|' && node.kind === 'filter') count(node.name.text);
        else if (sign === '%' && node.kind === 'tag') count(node.name);
      },
    });
  }
  const weights = (entry: Entry): readonly number[] => [
    here.get(entry.name) ?? 0,
    workspace.words.get(sign + entry.name) ?? 0,
    -(entry.common ?? Number.MAX_SAFE_INTEGER),
  ];
  const sorted = [...entries].map((entry) => ({ name: entry.name, weights: weights(entry) }));
  sorted.sort((a, b) => {
    const at = a.weights.findIndex((weight, i) => weight !== b.weights[i]);
    return at < 0 ? (a.name < b.name ? -1 : 1) : b.weights[at]! - a.weights[at]!;
  });
  return new Map(sorted.map(({ name }, order) => [name, order]));
}
