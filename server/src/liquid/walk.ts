/** Going over a tree: every node in text order, and the nodes at an offset. */
import type { AnyNode, Markup } from './nodes';

export interface WalkVisitor {
  /** Called before a node's children; `ancestors` is outermost first and valid during the call only. */
  enter?(node: AnyNode, ancestors: readonly AnyNode[]): void;
  /** Called behind them. */
  leave?(node: AnyNode, ancestors: readonly AnyNode[]): void;
}

/** Visits a node and all in it, in text order. Depth costs no stack. */
export function walk(root: AnyNode, visitor: WalkVisitor): void {
  const ancestors: AnyNode[] = [];
  const pending: { readonly node: AnyNode; readonly nodes: readonly AnyNode[]; next: number }[] = [];
  const enter = (node: AnyNode): void => {
    visitor.enter?.(node, ancestors);
    const nodes = children(node);
    if (nodes.length === 0) {
      visitor.leave?.(node, ancestors);
      return;
    }
    pending.push({ node, nodes, next: 0 });
    ancestors.push(node);
  };
  enter(root);
  while (pending.length > 0) {
    const top = pending[pending.length - 1]!;
    if (top.next < top.nodes.length) {
      enter(top.nodes[top.next++]!);
    } else {
      pending.pop();
      ancestors.pop();
      visitor.leave?.(top.node, ancestors);
    }
  }
}

const NONE: readonly AnyNode[] = [];

/** The nodes right below a node, in text order. */
export function children(node: AnyNode): readonly AnyNode[] {
  switch (node.kind) {
    case 'template':
      return node.children;
    case 'block':
      return node.close ? [...node.branches, node.close] : node.branches;
    case 'branch':
      return [node.tag, ...node.children];
    case 'tag':
      return markupChildren(node.markup);
    case 'output':
      return [node.value];
    case 'interpolated':
      return node.parts;
    case 'option':
      return pair(node.name, node.value);
    case 'chain':
      return node.input ? before(node.input, node.filters) : node.filters;
    case 'filter':
      return before(node.name, node.args);
    case 'argument':
      return pair(node.name, node.value);
    case 'range':
      return pair(node.from, node.to);
    case 'variable':
      return node.name ? before(node.name, node.path) : node.path;
    case 'attribute':
      return node.namespace ? [node.namespace, node.key, ...node.path] : before(node.key, node.path);
    case 'segment':
      return node.index ? [node.index] : node.name ? [node.name] : NONE;
    case 'nested':
      return [node.output, ...node.path];
    case 'logical':
    case 'comparison':
      return pair(node.left, node.right);
    default:
      return NONE;
  }
}

function markupChildren(markup: Markup): readonly AnyNode[] {
  switch (markup.shape) {
    case 'assign':
      return pair(markup.target, markup.value);
    case 'target':
      return pair(markup.target, null);
    case 'condition':
      return pair(markup.condition, null);
    case 'case':
      return pair(markup.value, null);
    case 'when':
      return markup.values;
    case 'for':
      return [...present(markup.variable, markup.collection), ...markup.modifiers];
    case 'cycle':
      return markup.group ? [markup.group, ...markup.values] : markup.values;
    case 'echo':
      return [markup.value];
    case 'liquid':
      return markup.children;
    case 'words':
      return markup.words.length === 0
        ? markup.options
        : [...markup.words, ...markup.options].sort((a, b) => a.start - b.start);
    case 'call':
      return pair(markup.argument, null);
    case 'partial':
      return [...present(markup.name, markup.subject, markup.alias), ...markup.args];
    default:
      return NONE;
  }
}

/** Every node of a text is asked for its children many times, so no list is made in vain. */
function pair(first: AnyNode | null, second: AnyNode | null): readonly AnyNode[] {
  if (first === null) return second === null ? NONE : [second];
  return second === null ? [first] : [first, second];
}

function before(first: AnyNode, rest: readonly AnyNode[]): readonly AnyNode[] {
  return rest.length === 0 ? [first] : [first, ...rest];
}

function present(...nodes: readonly (AnyNode | null)[]): readonly AnyNode[] {
  return nodes.filter((node) => node !== null);
}

/**
 * The nodes that hold an offset, outermost first; empty when it lies outside `root`.
 *
 * A node holds the offset right behind it too. Where one node ends and the next begins, the one that ends is taken when
 * the cursor is still in it as one types: it is a name, a key, a literal, or something that has no end yet. Else the one
 * that begins.
 */
export function pathTo(root: AnyNode, offset: number): AnyNode[] {
  if (offset < root.start || offset > root.end) return [];
  const path: AnyNode[] = [root];
  for (let node: AnyNode = root; ; ) {
    const found = childAt(node, offset);
    if (found === null) return path;
    path.push(found);
    node = found;
  }
}

function childAt(node: AnyNode, offset: number): AnyNode | null {
  const nodes = children(node);
  let low = 0;
  let high = nodes.length - 1;
  // The last child that starts at or before the offset.
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (nodes[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  const right = nodes[low];
  if (right === undefined || right.start > offset) return null;
  const left = low > 0 ? nodes[low - 1]! : null;
  if (left !== null && left.end === offset && right.start === offset && isTypedAt(left, offset)) return left;
  return right.end >= offset ? right : left !== null && left.end >= offset ? left : null;
}

/** Whether the innermost node that ends at an offset is one that a person may still be typing. */
function isTypedAt(node: AnyNode, offset: number): boolean {
  for (let current: AnyNode = node; ; ) {
    const nodes: readonly AnyNode[] = children(current);
    const last = nodes[nodes.length - 1];
    if (last === undefined || last.end !== offset) return isOpen(current);
    current = last;
  }
}

function isOpen(node: AnyNode): boolean {
  switch (node.kind) {
    case 'name':
    case 'number':
    case 'keyword':
    case 'variable':
    case 'segment':
      return true;
    case 'string':
    case 'key':
    case 'output':
    case 'tag':
      return !node.closed;
    default:
      return false;
  }
}
