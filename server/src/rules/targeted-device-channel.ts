import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';
import { namespaceOf } from './values';

/**
 * What it does: reports `targeted_device` in a message that does not go to one device.
 * Why: only push, in-app messages and banners go to one device. Elsewhere the value is blank.
 * Bad:
 * ```liquid
 * ---
 * kind: email
 * ---
 * {{targeted_device.${model} | default: 'your phone'}}
 * ```
 * Good:
 * ```liquid
 * ---
 * kind: email
 * ---
 * {{most_recently_used_device.${model} | default: 'your phone'}}
 * ```
 */
export const targetedDeviceChannel: Rule = {
  code: 'targeted-device-channel',
  severity: 'error',
  category: 'context',
  title: 'targeted_device where there is none',
  href: pages.supportedTags,
  visit: ({ document, docset }) => {
    const channels = docset.namespaces.get(NAMESPACE)?.channels;
    if (document.channel === null || !channels || channels.some((channel) => channel === document.channel)) return {};
    return {
      attribute(attribute, { report }) {
        if (namespaceOf(attribute) !== NAMESPACE || !attribute.namespace) return;
        report({
          message: `'${NAMESPACE}' is blank here: it is for ${channels.join(', ')} alone. Use '${INSTEAD}'.`,
          span: { start: attribute.namespace.start, end: attribute.namespace.end },
        });
      },
    };
  },
  fix: (problem) => [edit(`Replace by '${INSTEAD}'`, problem.span, INSTEAD)],
};

const NAMESPACE = 'targeted_device';
const INSTEAD = 'most_recently_used_device';
