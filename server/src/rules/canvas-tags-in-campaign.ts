import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports values of a Canvas in a message that a campaign sends.
 * Why: only a Canvas has a name, a variant and context. In a campaign these are blank.
 * Bad:
 * ```liquid
 * ---
 * sent-by: campaign
 * ---
 * {{canvas.${name}}}
 * ```
 * Good:
 * ```liquid
 * ---
 * sent-by: campaign
 * ---
 * {{campaign.${name}}}
 * ```
 */
export const canvasTagsInCampaign: Rule = {
  code: 'canvas-tags-in-campaign',
  severity: 'warning',
  category: 'context',
  title: 'Values of a Canvas in a campaign',
  href: pages.supportedTags,
  visit: ({ document }) =>
    document.sentBy === 'campaign' || document.sentBy === 'api-campaign'
      ? {
          attribute({ namespace }, { report }) {
            if (!namespace || !NAMESPACES.has(namespace.text)) return;
            report({
              message: `'${namespace.text}' is blank here: only a Canvas has it, and this message is sent by a campaign.`,
              span: { start: namespace.start, end: namespace.end },
            });
          },
        }
      : {},
};

const NAMESPACES = new Set(['canvas', 'context', 'canvas_entry_properties']);
