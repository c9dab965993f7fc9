/** As much of a browser's document as the preview's patching needs, for tests without one. */

class FakeNode {
  parent: FakeElement | null = null;
  remove(): void {
    if (this.parent === null) return;
    this.parent.childNodes = this.parent.childNodes.filter((child) => child !== this);
    this.parent = null;
  }
}

class FakeText extends FakeNode {
  constructor(public textContent: string) {
    super();
  }
}

export class FakeElement extends FakeNode {
  childNodes: FakeNode[] = [];
  readonly attributes: Record<string, string> = {};
  constructor(readonly tag: string) {
    super();
  }
  get lastChild(): FakeNode | undefined {
    return this.childNodes.at(-1);
  }
  insertBefore(node: FakeNode, before: FakeNode | null): void {
    node.parent = this;
    this.childNodes.splice(before === null ? this.childNodes.length : this.childNodes.indexOf(before), 0, node);
  }
  append(...nodes: FakeNode[]): void {
    for (const node of nodes) this.insertBefore(node, null);
  }
  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  removeAttribute(name: string): void {
    delete this.attributes[name];
  }
}

class FakeOption extends FakeElement {
  selected = false;
}

/** What can be typed into. */
class FakeField extends FakeElement {
  value = '';
}

/** Puts the fakes where a page has the real ones. */
export function installFakeDom(): void {
  Object.assign(globalThis, {
    Element: FakeElement,
    HTMLOptionElement: FakeOption,
    HTMLInputElement: FakeField,
    HTMLTextAreaElement: FakeField,
    document: {
      createElement: (tag: string) => {
        if (tag === 'option') return new FakeOption(tag);
        return tag === 'input' || tag === 'textarea' ? new FakeField(tag) : new FakeElement(tag);
      },
      createTextNode: (text: string) => new FakeText(text),
    },
  });
}

/** What stands in a fake, as the values that the view is made of. */
export function describe(node: FakeNode): unknown {
  if (node instanceof FakeText) return node.textContent;
  if (!(node instanceof FakeElement)) throw new Error('neither text nor element');
  return { tag: node.tag, attributes: node.attributes, children: node.childNodes.map(describe) };
}
