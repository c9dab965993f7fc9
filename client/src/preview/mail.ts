/// <reference lib="dom" />
/**
 * An HTML message in its frame: put in as a document that was parsed without running or loading anything, changed only
 * where it differs; where its text was printed is marked, and a click on it leads back.
 */
import { LEFT_OUT, OWN_HEAD } from './frame';
import { anchored, anchorOf, shownOffset, sourceOffset } from './htmlText';

/** What a frame shows. */
interface Shown {
  readonly document: Document;
  readonly html: string;
  /** The texts in their order, and where in the message each begins. */
  readonly texts: readonly { readonly node: Text; readonly base: number }[];
}

/** A part of the message, as offsets. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

export interface Mail {
  /** Shows a message in a frame whose document has been loaded; does nothing before. */
  show(frame: HTMLIFrameElement, html: string, marks: readonly Part[], scroll: boolean): void;
}

/** @param onClick told of a click on a text, with its offset in the message */
export function createMail(onClick: (offset: number) => void): Mail {
  const shown = new WeakMap<Document, Shown>();

  function clicked(event: MouseEvent, document: Document): void {
    // A link would take the frame elsewhere.
    event.preventDefault();
    const caret = document.caretRangeFromPoint(event.clientX, event.clientY);
    const message = shown.get(document);
    const text = message?.texts.find(({ node }) => node === caret?.startContainer);
    if (message && text && caret && document.getSelection()?.isCollapsed !== false)
      onClick(sourceOffset(message.html, text.base, caret.startOffset));
  }

  return {
    show(frame, html, marks, scroll) {
      const { contentDocument: document, contentWindow } = frame;
      // Before its own document has come there is an empty one.
      if (!document || !contentWindow || document.head.childElementCount < OWN_HEAD) return;
      const before = shown.get(document);
      if (!before) {
        document.addEventListener('click', (event) => clicked(event, document));
        document.addEventListener('auxclick', (event) => event.preventDefault());
      }
      const message = before?.html === html ? before : { document, html, texts: put(document, html) };
      shown.set(document, message);
      mark(contentWindow as Window & typeof globalThis, message, marks, scroll);
    },
  };
}

/** Makes the document show a message; its texts, in their order. */
function put(document: Document, html: string): Shown['texts'] {
  const next = new DOMParser().parseFromString(anchored(html), 'text/html');
  for (const element of next.querySelectorAll(LEFT_OUT)) element.remove();
  for (const link of next.querySelectorAll('a[href], area[href]')) sayTarget(link);
  const own = [...document.head.children].slice(0, OWN_HEAD);
  next.head.prepend(...own.map((element) => element.cloneNode(true)));
  const bases = takeAnchors(next);
  become(document.documentElement, next.documentElement);
  const texts = [...textsOf(document)];
  return bases.flatMap(({ index, base }) => (texts[index] ? [{ node: texts[index], base }] : []));
}

/** A link leads nowhere here: where it would lead is said when the pointer rests on it. */
function sayTarget(link: Element): void {
  const title = link.getAttribute('title');
  const target = link.getAttribute('href')!.trim();
  link.setAttribute('title', title ? `${title}\n${target}` : target);
}

function* textsOf(document: Document): Generator<Text> {
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) yield walker.currentNode as Text;
}

/** Takes the anchors out of a parsed message: which of its texts begins where. */
function takeAnchors(parsed: Document): readonly { readonly index: number; readonly base: number }[] {
  const known = new Map<Node, number>();
  const anchors: Comment[] = [];
  const walker = parsed.createTreeWalker(parsed, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    const base = anchorOf(comment.data);
    if (base === null) continue;
    anchors.push(comment);
    if (comment.nextSibling instanceof Text) known.set(comment.nextSibling, base);
  }
  for (const anchor of anchors) anchor.remove();
  return [...textsOf(parsed)].flatMap((node, index) => {
    const base = known.get(node);
    return base === undefined ? [] : [{ index, base }];
  });
}

/** Brings an element in line with another, of which the children that differ are taken over. */
function become(present: Element, next: Element): void {
  for (const { name } of [...present.attributes]) if (!next.hasAttribute(name)) present.removeAttribute(name);
  // As nodes: a browser reads names that it would not let be set.
  for (const attribute of [...next.attributes])
    if (present.getAttribute(attribute.name) !== attribute.value)
      present.setAttributeNode(attribute.cloneNode() as Attr);
  const [old, now] = [[...present.childNodes], [...next.childNodes]];
  let from = 0;
  while (from < old.length && from < now.length && old[from]!.isEqualNode(now[from]!)) from++;
  let oldEnd = old.length;
  let nowEnd = now.length;
  while (oldEnd > from && nowEnd > from && old[oldEnd - 1]!.isEqualNode(now[nowEnd - 1]!)) {
    oldEnd--;
    nowEnd--;
  }
  // In between: those that correspond are changed within, the others replaced.
  const pairs = oldEnd - from === nowEnd - from ? oldEnd - from : 0;
  for (let index = from; index < from + pairs; index++) {
    const [a, b] = [old[index]!, now[index]!];
    if (isElement(a) && isElement(b) && a.localName === b.localName) become(a, b);
    else a.replaceWith(b);
  }
  if (pairs > 0) return;
  for (const node of old.slice(from, oldEnd)) node.remove();
  const before = old[oldEnd] ?? null;
  for (const node of now.slice(from, nowEnd)) present.insertBefore(node, before);
}

/** Of any document: a frame has classes of its own. */
const isElement = (node: Node): node is Element => node.nodeType === Node.ELEMENT_NODE;

/** Marks parts of the message, without changing it. */
function mark(
  window: Window & typeof globalThis,
  { document, html, texts }: Shown,
  parts: readonly Part[],
  scroll: boolean,
): void {
  const ranges = texts.flatMap(({ node, base }, index) => {
    const limit = Math.max(base, texts[index + 1]?.base ?? html.length);
    return parts.flatMap((part) => {
      if (part.end <= base || part.start >= limit) return [];
      const start = shownOffset(html, base, Math.max(part.start, base));
      const end = Math.min(shownOffset(html, base, Math.min(part.end, limit)), node.length);
      if (start >= end) return [];
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, end);
      return [range];
    });
  });
  window.CSS.highlights.set('cursor', new window.Highlight(...ranges));
  if (scroll) ranges[0]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' });
}
