import { edit } from './fixes';
import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports event properties in a message of a Canvas.
 * Why: they are there only in the first Message step right after an Action Path; in all other steps they are blank.
 * Bad:
 * ```liquid
 * ---
 * sent-by: canvas
 * ---
 * {{event_properties.${station} | default: 'here'}}
 * ```
 * Good:
 * ```liquid
 * ---
 * sent-by: canvas
 * ---
 * {{context.${station} | default: 'here'}}
 * ```
 */
export const eventPropertiesInCanvas: Rule = {
  code: 'event-properties-in-canvas',
  severity: 'warning',
  category: 'context',
  title: 'Event properties in a Canvas',
  href: pages.context,
  fix: ({ span }) => [edit("Replace by 'context'", span, 'context')],
  visit: ({ document }) =>
    document.sentBy === 'canvas'
      ? {
          attribute({ namespace }, { report }) {
            if (!namespace || !NAMESPACES.has(namespace.text)) return;
            report({
              message:
                "Event properties are there only in the first message right after an Action Path. Anywhere else in a Canvas use 'context'.",
              span: { start: namespace.start, end: namespace.end },
            });
          },
        }
      : {},
};

const NAMESPACES = new Set(['event_properties']);
