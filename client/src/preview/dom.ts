/// <reference lib="dom" />
/** Brings a page's nodes in line with new ones, touching only what differs: focus, scroll and folded sections stay. */
import type { Element as Described, Node as DescribedNode } from './node';

/** Makes `parent` show `next` where it shows `old`. Text goes in as text, never as HTML. */
export function patch(parent: Element, old: readonly DescribedNode[], next: readonly DescribedNode[]): void {
  next.forEach((node, index) => {
    const before = old[index];
    const present = parent.childNodes[index];
    if (present === undefined || before === undefined) parent.append(create(node));
    else patchNode(present, before, node);
  });
  while (parent.childNodes.length > next.length) parent.lastChild?.remove();
}

function patchNode(present: ChildNode, old: DescribedNode, next: DescribedNode): void {
  if (typeof old === 'string' && typeof next === 'string') {
    if (old !== next) present.textContent = next;
  } else if (
    typeof old !== 'string' &&
    typeof next !== 'string' &&
    old.tag === next.tag &&
    present instanceof Element
  ) {
    patchAttributes(present, old, next);
    patch(present, old.children, next.children);
  } else {
    present.replaceWith(create(next));
  }
}

function patchAttributes(element: Element, old: Described, next: Described): void {
  for (const name of Object.keys(old.attributes)) if (!(name in next.attributes)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(next.attributes))
    if (old.attributes[name] !== value) element.setAttribute(name, value);
  // Once a user has chosen, the attribute alone does not choose any more.
  if (element instanceof HTMLOptionElement) element.selected = 'selected' in next.attributes;
}

function create(node: DescribedNode): ChildNode {
  if (typeof node === 'string') return document.createTextNode(node);
  const element = document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value);
  element.append(...node.children.map(create));
  return element;
}
