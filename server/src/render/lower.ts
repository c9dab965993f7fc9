/**
 * Our tree → the host's templates: each knows its place in the text and evaluates its own node. Whitespace control and
 * Ruby's blank blocks are settled here, once a template.
 */
import type { Token } from 'liquidjs';
import type { Block, Chain, Node, Output, Span, Tag, Template, Text } from '../liquid';
import { type Emitter, type HostTemplate, runtimeOf } from './engine';
import { asFailure, fail } from './errors';
import { evaluateChain } from './evaluate';
import { type Body, blankTexts, type Lowered, type Lowering } from './lowering';
import { toOutput } from './print';
import { type Runtime, report } from './runtime';
import { blockTags, tags } from './tags';
import { stripEnd, stripStart } from './text';
import { partsOf } from './written';

/** Ruby refuses deeper nesting. */
const MAX_DEPTH = 100;

const lowered = new WeakMap<Template, readonly HostTemplate[]>();

/** The templates of a tree; made once a tree. */
export function lower(template: Template): readonly HostTemplate[] {
  const known = lowered.get(template);
  if (known) return known;
  const { templates } = lowerNodes(template.text, template.children, false, false, 0);
  lowered.set(template, templates);
  return templates;
}

function lowerNodes(text: string, nodes: readonly Node[], trimStart: boolean, trimEnd: boolean, depth: number): Body {
  const templates: HostTemplate[] = [];
  let blank = true;
  for (const [i, node] of nodes.entries()) {
    if (node.kind === 'text') {
      const before = i === 0 ? trimStart : trimsAfter(nodes[i - 1]!);
      const after = i === nodes.length - 1 ? trimEnd : trimsBefore(nodes[i + 1]!);
      const template = lowerText(text, node, before, after);
      if (!blankTexts.has(template)) blank = false;
      templates.push(template);
      continue;
    }
    const inner = lowerNode(text, node, depth);
    if (!inner.blank) blank = false;
    templates.push(guarded(node, inner));
  }
  return { templates, blank };
}

function trimsBefore(node: Node): boolean {
  if (node.kind === 'block') return node.branches[0]?.tag.trimBefore ?? false;
  return node.kind !== 'text' && node.trimBefore;
}

function trimsAfter(node: Node): boolean {
  if (node.kind === 'block') return node.close?.trimAfter ?? false;
  return node.kind !== 'text' && node.trimAfter;
}

function lowerText(text: string, node: Text, trimStart: boolean, trimEnd: boolean): HostTemplate {
  let content = text.slice(node.start, node.end);
  let start = node.start;
  if (trimStart) {
    content = stripStart(content);
    start = node.end - content.length;
  }
  if (trimEnd) content = stripEnd(content);
  const source = { start, end: start + content.length };
  const template = guarded(source, { blank: false, render: (_runtime, out) => out.write(content) });
  if (/^[ \t\r\n\f\v]*$/.test(content)) blankTexts.add(template);
  return template;
}

function lowerNode(text: string, node: Output | Tag | Block, depth: number): Lowered {
  if (depth >= MAX_DEPTH) return { blank: false, render: () => fail('Nesting too deep') };
  const lowering: Lowering = {
    text,
    body: (nodes) => lowerNodes(text, nodes, false, false, depth + 1),
    bodies: (block) =>
      block.branches.map((branch, i) => {
        const next = block.branches[i + 1]?.tag ?? block.close;
        const body = lowerNodes(text, branch.children, branch.tag.trimAfter, next?.trimBefore ?? false, depth + 1);
        return { ...body, templates: [entering(branch.tag), ...body.templates] };
      }),
  };
  switch (node.kind) {
    case 'output':
      return { blank: false, render: (runtime, out) => print(runtime, node.value, out) };
    case 'tag':
      return (Object.hasOwn(tags, node.name) ? tags[node.name]! : unknownTag)(node, lowering);
    case 'block':
      return (Object.hasOwn(blockTags, node.name) ? blockTags[node.name]! : unknownBlock)(node, lowering);
  }
}

function print(runtime: Runtime, chain: Chain, out: Emitter): void {
  const text = toOutput(evaluateChain(runtime, chain));
  runtime.parts = partsOf(runtime, chain, text);
  out.write(text);
}

/** Notes that a branch was gone into; writes nothing. */
function entering(tag: Span): HostTemplate {
  return {
    token: { begin: tag.start, end: tag.start } as Token,
    render(context) {
      const runtime = runtimeOf(context);
      if (runtime.origin === null) runtime.entered.add(tag.start);
    },
  };
}

function unknownTag(tag: Tag): Lowered {
  return {
    blank: false,
    render: (runtime) => {
      // The parser has its own words for a tag without a name and for ends without a beginning.
      if (tag.name === '' || tag.name.startsWith('end')) return;
      report(
        runtime,
        'unknown-tag',
        'error',
        `'${tag.name}' is no Liquid tag, so Braze cannot read this message. Check the spelling.`,
        tag.nameSpan,
      );
    },
  };
}

function unknownBlock(block: Block, lowering: Lowering): Lowered {
  const tag = block.branches[0]?.tag;
  return tag ? unknownTag(tag) : { blank: lowering.bodies(block).every((body) => body.blank), render: () => {} };
}

/**
 * A template of the host that renders a node. What goes wrong in it is printed in its place and rendering goes on; a
 * limit or an abort ends the rendering by the host's own interrupt.
 */
function guarded(node: Span, { render, blank }: Lowered): HostTemplate {
  return {
    token: { begin: node.start, end: node.end } as Token,
    render(context, out) {
      const runtime = runtimeOf(context);
      runtime.source = node;
      try {
        runtime.step();
        render(runtime, out);
      } catch (thrown) {
        recover(runtime, node, blank ? null : out, thrown);
      }
      // An inner loop may have taken an outer interrupt for its own.
      if (runtime.stopped) context.breakCalled = true;
    },
  };
}

function recover(runtime: Runtime, node: Span, out: Emitter | null, thrown: unknown): void {
  const failure = asFailure(thrown);
  if (failure?.failure === 'limit') {
    runtime.stopped = true;
    report(runtime, 'render-limit', 'error', failure.message, node);
    return;
  }
  const message = failure?.message ?? (thrown instanceof RangeError ? 'Nesting too deep' : 'internal');
  report(runtime, 'liquid-error', 'error', `Liquid error: ${message}`, node);
  runtime.source = node;
  try {
    out?.write(`Liquid error: ${message}`);
  } catch (again) {
    recover(runtime, node, null, again);
  }
}
