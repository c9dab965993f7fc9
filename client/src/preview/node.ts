/** A page as a value: elements and texts. There is no raw HTML in it, so whatever a template prints stays text. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
}
export type Node = Element | string;

type Content = Node | null | false | readonly Content[];

/** An element; attributes that are null or false are left out, true ones are empty. */
export function h(
  tag: string,
  attributes: Readonly<Record<string, string | boolean | null>> = {},
  ...content: readonly Content[]
): Element {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) kept[name] = value === true ? '' : value;
  }
  return { tag, attributes: kept, children: content.flatMap(flatten) };
}

function flatten(content: Content): readonly Node[] {
  if (content === null || content === false) return [];
  return typeof content === 'string' || 'tag' in content ? [content] : content.flatMap(flatten);
}

/** All text of a node, for tests and for labels. */
export function textOf(node: Node): string {
  return typeof node === 'string' ? node : node.children.map(textOf).join('');
}
