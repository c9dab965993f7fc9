/** The order of what can be used anywhere: what the document uses, what the folder uses, what is common, the rest by name. */
import type { Entry } from '../../docset/types';
import type { TemplateDocument } from '../../document/types';
import type { FeatureContext } from '../context';
import { normalUri } from '../uses';

/** The places of filters (`|`) or tags (`%`) in a list. */
export function orderByUse(
  sign: '|' | '%',
  entries: Iterable<Entry>,
  { uri }: Pick<TemplateDocument, 'uri'>,
  { workspace }: FeatureContext,
): ReadonlyMap<string, number> {
  const own = normalUri(uri);
  const here = workspace.files.find((file) => file.uri === own)?.names.words;
  const weights = (entry: Entry): readonly number[] => [
    here?.get(sign + entry.name) ?? 0,
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
