import { pages } from './pages';
import type { Rule } from './rule';

/**
 * What it does: reports Liquid of an email that stands outside of `<body>`.
 * Why: Braze runs Liquid of emails only inside of `<body>`.
 * Bad:
 * ```liquid
 * ---
 * kind: email
 * ---
 * <html><head><title>{{${city} | default: 'Hello'}}</title></head><body>Hello</body></html>
 * ```
 * Good:
 * ```liquid
 * ---
 * kind: email
 * ---
 * <html><head><title>Hello</title></head><body>{{${city} | default: 'Hello'}}</body></html>
 * ```
 */
export const liquidOutsideBody: Rule = {
  code: 'liquid-outside-body',
  severity: 'warning',
  category: 'context',
  title: 'Liquid outside of <body>',
  href: pages.usingLiquid,
  check({ document, report }) {
    if (document.kind !== 'email' && document.channel !== 'email') return;
    const { text, tree } = document.body;
    const lower = text.toLowerCase();
    const head = lower.indexOf('</head>');
    const open = lower.indexOf('<body');
    const start = open >= 0 ? open : head;
    const close = lower.lastIndexOf('</body>');
    if (start < 0 && close < 0) return;
    for (const node of tree.children) {
      if (node.kind === 'text' || (node.kind === 'block' && node.name === 'comment') || isInside(node, start, close))
        continue;
      const end = node.kind === 'block' ? (node.branches[0]?.tag.end ?? node.end) : node.end;
      const message = 'Braze runs the Liquid of an email only inside of <body>. Put it there.';
      report({ message, span: { start: node.start, end } });
    }
  },
};

/** A block around the whole `<body>` is as well as inside. */
const isInside = ({ start, end }: { start: number; end: number }, open: number, close: number): boolean =>
  (end > open || open < 0) && (start < close || close < 0);
