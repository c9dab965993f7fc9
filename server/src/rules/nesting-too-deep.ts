import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports blocks in blocks in blocks, a hundred levels deep.
 * Why: Liquid renders so many levels and no more.
 */
export const nestingTooDeep: Rule = {
  code: 'nesting-too-deep',
  severity: 'error',
  category: 'syntax',
  title: 'Blocks nested too deep',
  href: pages.usingLiquid,
};
