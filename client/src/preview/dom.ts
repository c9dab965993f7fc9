/// <reference lib="dom" />
/** Brings a page's nodes in line with new ones, touching only what differs: focus, scroll and folded sections stay. */
import type { Element as Described, Node as DescribedNode } from './node';

/** Makes `parent` show `next` where it shows `old`. Text goes in as text, never as HTML. */
export function patch(parent: Element, old: readonly DescribedNode[], next: readonly DescribedNode[]): void {
  const live = [...old];
  next.forEach((node, index) => {
    let found = index;
    while (found < live.length && !isSame(live[found]!, node)) found++;
    if (found === live.length) {
      parent.insertBefore(create(node), parent.childNodes[index] ?? null);
      live.splice(index, 0, node);
      return;
    }
    for (let count = found; count > index; count--) parent.childNodes[index]?.remove();
    live.splice(index, found - index);
    patchNode(parent.childNodes[index]!, live[index]!, node);
  });
  while (parent.childNodes.length > next.length) parent.lastChild?.remove();
}

/** Whether one node can become the other: both text, or the same tag, and the same id where they have one. */
function isSame(old: DescribedNode, next: DescribedNode): boolean {
  if (typeof old === 'string' || typeof next === 'string') return typeof old === typeof next;
  return old.tag === next.tag && old.attributes.id === next.attributes.id;
}

function patchNode(present: ChildNode, old: DescribedNode, next: DescribedNode): void {
  if (old === next) return;
  if (typeof next === 'string' || typeof old === 'string') {
    present.textContent = String(next);
  } else if (present instanceof Element) {
    patchAttributes(present, old, next);
    patch(present, old.children, next.children);
  }
}

function patchAttributes(element: Element, old: Described, next: Described): void {
  for (const name of Object.keys(old.attributes)) if (!(name in next.attributes)) element.removeAttribute(name);
  for (const [name, value] of Object.entries(next.attributes))
    if (old.attributes[name] !== value) element.setAttribute(name, value);
  // Once a person has chosen or typed, the attribute alone does not choose any more.
  if (element instanceof HTMLOptionElement) element.selected = 'selected' in next.attributes;
  if (old.attributes.value !== next.attributes.value) fill(element, next);
}

/** What a field holds; a text area has no attribute for it. */
function fill(element: Element, { attributes: { value } }: Described): void {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) element.value = value ?? '';
}

function create(node: DescribedNode): ChildNode {
  if (typeof node === 'string') return document.createTextNode(node);
  const element = document.createElement(node.tag);
  for (const [name, value] of Object.entries(node.attributes)) element.setAttribute(name, value);
  fill(element, node);
  element.append(...node.children.map(create));
  return element;
}
