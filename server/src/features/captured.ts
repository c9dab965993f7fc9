/** A capture whose text becomes the whole value of a payload's field: `{% capture eventTZ %}█{% endcapture %}`. */
import { isForm } from '../document';
import type { TemplateDocument } from '../document/types';
import { type Block, type Output, type Span, walk } from '../liquid';
import { formCursor, type JsonPath, payloadCursor } from '../payload';
import { enclosing } from './enclosing';

export interface Captured {
  readonly path: JsonPath;
  /** The captured text without outer white space: what an edit replaces. */
  readonly span: Span;
}

/** The field that the text at an offset of the body becomes; null where it is part of none, or of more than a value. */
export function capturedField(document: TemplateDocument, offset: number): Captured | null {
  const { tree, text } = document.body;
  const block = enclosing(tree, offset).blocks.at(-1);
  const name = block === undefined ? null : capturedName(block);
  if (block === undefined || name === null) return null;
  const inner = { start: block.branches[0]!.tag.end, end: block.close?.start ?? block.end };
  const content = text.slice(inner.start, inner.end);
  // A text of several lines is hardly one value of a list.
  if (/[\n{]/.test(content.trim())) return null;
  const path = pathOfVariable(document, name);
  if (path === null) return null;
  const start = inner.start + (content.length - content.trimStart().length);
  const span = content.trim() === '' ? { start: offset, end: offset } : { start, end: start + content.trim().length };
  return offset < span.start || offset > span.end ? null : { path, span };
}

/** The field whose whole value a variable of the body is printed as; null when there is none. */
export function pathOfVariable(document: TemplateDocument, name: string): JsonPath | null {
  const inForm = isForm(document);
  const output = document.isJson || inForm ? printedWhole(document, name, inForm) : null;
  if (inForm) {
    const form = output === null ? null : formCursor(document.body.tree, output.start);
    return form?.at === 'value' ? [form.name] : null;
  }
  const payload = output === null ? null : payloadCursor(document.body.tree, output.start);
  return payload?.at === 'value' ? payload.path : null;
}

/** The output that prints a variable as all of a JSON string, or as all of a form's value. */
function printedWhole(document: TemplateDocument, name: string, inForm: boolean): Output | null {
  const { tree, text } = document.body;
  let found: Output | null = null;
  walk(tree, {
    enter(node) {
      if (found !== null || node.kind !== 'output') return;
      const { input } = node.value;
      const isWhole = inForm
        ? text[node.start - 1] === '=' && /^[&\s]?$/.test(text.slice(node.end, node.end + 1))
        : text[node.start - 1] === '"' && text[node.end] === '"';
      if (isWhole && input?.kind === 'variable' && input.name?.text === name && input.path.length === 0) found = node;
    },
    leave() {},
  });
  return found;
}

function capturedName(block: Block): string | null {
  const markup = block.branches[0]?.tag.markup;
  return markup?.shape === 'target' ? (markup.target?.text ?? null) : null;
}
