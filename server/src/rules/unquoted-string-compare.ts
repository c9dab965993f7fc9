import type { Docset } from '../docset/types';
import { dataString, edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { judgeVariable } from './variables';

/**
 * What it does: reports a value compared with a word without quotes that is no variable.
 * Why: without quotes Liquid takes the word for a variable, which is blank, so the comparison never says what it seems to.
 * Bad: `{% if {{custom_attribute.${Game}}} == Game1 %}Play{% endif %}`
 * Good: `{% if {{custom_attribute.${Game}}} == 'Game1' %}Play{% endif %}`
 */
export const unquotedStringCompare: Rule = {
  code: 'unquoted-string-compare',
  severity: 'warning',
  category: 'conditions',
  title: 'A text without quotes in a comparison',
  href: pages.operators,
  visit: () => ({
    variable(variable, context) {
      if (judgeVariable(variable, context).kind !== 'word' || !variable.name) return;
      const { text, start, end } = variable.name;
      // A number or a keyword is a name to Liquid only where a parenthesis touches it, of which enough is said.
      if (/^(?:[\d.-]+|nil|null|blank|empty|true|false)$/.test(text)) return;
      const keyword = keywordMeantBy(text, context.docset);
      const advice = keyword === null ? 'Put it in quotes.' : `The keyword is '${keyword}', in English.`;
      context.report({
        message: `'${text}' stands without quotes, so Liquid takes it for a variable, and there is none. ${advice}`,
        span: { start, end },
        data: keyword === null ? {} : { keyword },
      });
    },
  }),
  fix(problem, { field }) {
    const keyword = dataString(problem, 'keyword');
    if (keyword !== null) return [edit(`Replace by '${keyword}'`, problem.span, keyword)];
    const word = field.text.slice(problem.span.start, problem.span.end);
    return [edit(`Put '${word}' in quotes`, problem.span, `'${word}'`)];
  },
};

/** The keyword that a translated page has put into its own language: `vide` for `blank`. */
function keywordMeantBy(word: string, { syntax }: Docset): string | null {
  const lower = word.toLowerCase();
  for (const { name, misspellings } of syntax.values()) if (misspellings?.includes(lower)) return name;
  return null;
}
