import { suggestAttribute } from '../docset';
import { dataSpan, dataString, edit, suggestReplacement } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { attributeName, entryOf, namespaceOf } from './values';

/**
 * What it does: reports a name in `${}` that Braze does not know, where Braze has a closed list of names.
 * Why: Braze finds nothing under such a name and prints nothing. What you added to profiles yourself is a custom attribute.
 * Bad: `{{${driver_id} | default: 'x'}}`
 * Good: `{{custom_attribute.${driver_id} | default: 'x'}}`
 */
export const unknownAttribute: Rule = {
  code: 'unknown-attribute',
  severity: 'warning',
  category: 'names',
  title: 'An attribute that does not exist',
  href: pages.supportedTags,
  visit: () => ({
    attribute(attribute, { docset, report }) {
      const { key } = attribute;
      const namespace = docset.namespaces.get(namespaceOf(attribute));
      if (!namespace || namespace.open || key.text === '' || !key.closed || entryOf(attribute, docset)) return;
      const meant = suggestAttribute(docset, namespace.name, key.text);
      const isDefault = namespace.name === '';
      const custom = isDefault ? `custom_attribute.\${${key.text}}` : null;
      const advice = meant
        ? ` Did you mean '${meant}'?`
        : custom
          ? ` Your own attributes are written '${custom}'.`
          : '';
      report({
        message: `Braze has no attribute '${attributeName(attribute)}', so this prints nothing.${advice}`,
        span: key.textSpan,
        data: {
          ...(meant === null ? {} : { replacement: meant }),
          ...(isDefault ? { custom: key.text, whole: { start: key.start, end: key.end } } : {}),
        },
      });
    },
  }),
  fix(problem) {
    const key = dataString(problem, 'custom');
    const whole = dataSpan(problem, 'whole');
    const custom = `custom_attribute.\${${key}}`;
    const asCustom = key !== null && whole ? [edit(`Make it the custom attribute '${custom}'`, whole, custom)] : [];
    return [...suggestReplacement(problem), ...asCustom];
  },
};
