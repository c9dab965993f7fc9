import type { Option } from '../liquid';
import { pages } from './pages';
import type { Rule } from './rule';
import { nameAndMarkup, sourceOf } from './values';

/**
 * What it does: reports a `message_extras` that is not `:key` and then `:value`, each with something behind it.
 * Why: Braze reads the two in this order alone, and drops the pair otherwise.
 * Bad: `{% message_extras :value 1 :key test %}`
 * Good: `{% message_extras :key test :value 1 %}`
 */
export const messageExtrasShape: Rule = {
  code: 'message-extras-shape',
  severity: 'error',
  category: 'context',
  title: 'message_extras without key and value',
  href: pages.messageExtras,
  visit: () => ({
    tag(tag, { report }) {
      if (tag.name !== 'message_extras' || tag.markup.shape !== 'words') return;
      const { options, words } = tag.markup;
      const isRight =
        words.length === 0 &&
        options.length === 2 &&
        options.every(isFilled('key', 'value')) &&
        options[0] !== undefined;
      if (isRight) return;
      report({
        message: "Write ':key', a name, ':value' and a value, in this order.",
        span: nameAndMarkup(tag),
        data: { tag: { start: tag.markupSpan.start, end: tag.markupSpan.end }, options: options.map(spanOf) },
      });
    },
  }),
  fix(problem, { field }) {
    const { tag, options } = (problem.data ?? {}) as { tag?: Place; options?: readonly Place[] };
    const [first, second] = options ?? [];
    if (!tag || !first || !second || options?.length !== 2 || first.name !== 'value' || second.name !== 'key')
      return [];
    const newText = `:key ${sourceOf(second, field).trim()} :value ${sourceOf(first, field).trim()}`;
    return [
      { title: 'Put the key first', edits: [{ span: { start: tag.start, end: tag.end }, newText }], safe: false },
    ];
  },
};

interface Place {
  readonly name?: string;
  readonly start: number;
  readonly end: number;
}

const spanOf = ({ name, value }: Option): Place => ({
  name: name.text,
  start: value?.start ?? name.end,
  end: value?.end ?? name.end,
});

const isFilled =
  (...names: readonly string[]) =>
  ({ name, value }: Option, index: number): boolean =>
    name.text === names[index] && value !== null;
