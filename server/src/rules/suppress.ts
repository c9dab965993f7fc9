/**
 * Suppression comments: `{% comment %} braze-liquid-disable-next-line unknown-filter {% endcomment %}`, `-disable` …
 * `-enable`, the same in `{% # … %}`, in the front matter `# braze-liquid-disable-next-line webhook-url`, and in Markdown
 * `<!-- braze-liquid-disable -->`. No code means all; what stands behind ` -- ` is the reason and is not read.
 */
import type { TemplateDocument } from '../document/types';
import type { Block, Span, Tag } from '../liquid';

/** A comment that speaks to the linter. */
interface Directive extends Span {
  readonly verb: 'disable-next-line' | 'disable' | 'enable';
  /** Empty: all. */
  readonly codes: readonly string[];
  /** Where what it calls the next line ends, if that is more than a line. */
  readonly nextEnd?: number;
}

/** A stretch of a field in which the findings of one code are not wanted. */
type Stretch = Span;

export interface Suppressions {
  /** Takes note of a comment; call in the order of the text. */
  read(node: Block | Tag): void;
  /** Whether a finding of this code that starts at this offset of the field is not wanted. Ask when all is read. */
  suppresses(code: string, offset: number): boolean;
}

/** The suppression comments of one field. */
export function suppressionsOf(text: string): Suppressions {
  const directives: Directive[] = [];
  const byCode = new Map<string, readonly Stretch[]>();
  return {
    read(node) {
      const directive = directiveOf(node, text);
      if (directive) directives.push(directive);
    },
    suppresses(code, offset) {
      if (directives.length === 0) return false;
      const stretches = byCode.get(code) ?? stretchesOf(code, directives, text);
      byCode.set(code, stretches);
      return stretches.some(({ start, end }) => start <= offset && offset < end);
    },
  };
}

/**
 * Tells whether a comment outside the fields silences a finding of this code at this offset of the file: one of YAML in the
 * front matter, or of HTML beside the templates of a Markdown file. The next line is the next entry or fence as a whole;
 * what is not enabled again stays off for the rest of the file.
 */
export function fileSuppressions(document: TemplateDocument): Suppressions['suppresses'] {
  const { text, frontMatter } = document;
  const directives = [...asideDirectives(document), ...yamlDirectives(document)];
  if (directives.length === 0) return () => false;
  // Nothing can stand above the first line: what is said of it is silenced above the first entry.
  const first = frontMatter ? firstEntryLine(text, frontMatter.yaml) : 0;
  return (code, offset) => {
    const isFirst = frontMatter && frontMatter.whole.start <= offset && offset < frontMatter.yaml.start;
    const at = isFirst ? first : offset;
    return stretchesOf(code, directives, text).some(({ start, end }) => start <= at && at < end);
  };
}

function asideDirectives({ asides = [] }: TemplateDocument): readonly Directive[] {
  return asides.flatMap(({ content, start, end, nextEnd }) => {
    const directive = parseDirective(content, { start, end });
    return directive ? [{ ...directive, nextEnd }] : [];
  });
}

function yamlDirectives({ text, frontMatter }: TemplateDocument): readonly Directive[] {
  if (!frontMatter || !text.slice(frontMatter.yaml.start, frontMatter.yaml.end).includes('braze-liquid-')) return [];
  const entries = [...frontMatter.keys.filter(({ name }) => name !== 'headers'), ...frontMatter.headers];
  const values = entries.flatMap(({ value }) => (value ? [value] : []));
  const directives: Directive[] = [];
  for (let start = frontMatter.yaml.start; start < frontMatter.yaml.end; start = lineAfter(text, start)) {
    const end = lineAfter(text, start);
    const comment = /^[ \t>]*#\s*(braze-liquid-.*)/.exec(text.slice(start, end));
    if (!comment || values.some((value) => value.start < start && start < value.end)) continue;
    const directive = parseDirective(comment[1]!, { start, end: end - 1 });
    const nextLine = lineAfter(text, end);
    const next = entries.find(({ key }) => end <= key.start && key.start < nextLine);
    if (directive) directives.push({ ...directive, nextEnd: Math.max(nextLine, next?.value?.end ?? 0) });
  }
  return directives;
}

/** The comment that silences a finding of the front matter: a line of its own above the finding's; null elsewhere. */
export function frontMatterSuppression(
  { text, frontMatter }: TemplateDocument,
  code: string,
  { start }: Span,
): { readonly span: Span; readonly newText: string } | null {
  if (!frontMatter || start < frontMatter.whole.start || start >= frontMatter.whole.end) return null;
  const at = Math.max(text.lastIndexOf('\n', start - 1) + 1, frontMatter.yaml.start);
  const indentation = /^[ \t]*/.exec(text.slice(at, start))![0];
  const lineBreak = text[at - 2] === '\r' ? '\r\n' : '\n';
  const newText = `${indentation}# braze-liquid-disable-next-line ${code}${lineBreak}`;
  return { span: { start: at, end: at }, newText };
}

function firstEntryLine(text: string, { start, end }: Span): number {
  for (let line = start; line < end; line = lineAfter(text, line)) {
    if (!/^\s*(#|$)/.test(text.slice(line, lineAfter(text, line)))) return line;
  }
  return end;
}

function lineAfter(text: string, start: number): number {
  const lineBreak = text.indexOf('\n', start);
  return lineBreak < 0 ? text.length : lineBreak + 1;
}

function directiveOf(node: Block | Tag, text: string): Directive | null {
  if (node.kind === 'tag') {
    return node.name === '#' ? parseDirective(text.slice(node.markupSpan.start, node.markupSpan.end), node) : null;
  }
  if (node.name !== 'comment') return null;
  const children = node.branches[0]?.children ?? [];
  return parseDirective(text.slice(children[0]?.start ?? node.end, children.at(-1)?.end ?? node.end), node);
}

function parseDirective(content: string, span: Span): Directive | null {
  const words = content
    .split(' -- ', 1)[0]!
    .split(/[\s,]+/)
    .filter((word) => word !== '');
  const verb = words[0]?.startsWith('braze-liquid-') ? words[0].slice('braze-liquid-'.length) : null;
  if (verb !== 'disable-next-line' && verb !== 'disable' && verb !== 'enable') return null;
  return { verb, codes: words.slice(1), start: span.start, end: span.end };
}

function stretchesOf(code: string, directives: readonly Directive[], text: string): readonly Stretch[] {
  const found: Stretch[] = [];
  let since: number | null = null;
  for (const directive of directives) {
    if (directive.codes.length > 0 && !directive.codes.includes(code)) continue;
    if (directive.verb === 'disable-next-line' && directive.nextEnd !== undefined) {
      found.push({ start: directive.end, end: directive.nextEnd });
    } else if (directive.verb === 'disable-next-line') {
      const line = text.indexOf('\n', directive.end);
      const end = line < 0 ? -1 : text.indexOf('\n', line + 1);
      if (line >= 0) found.push({ start: line + 1, end: end < 0 ? text.length + 1 : end + 1 });
    } else if (directive.verb === 'disable') {
      since ??= directive.end;
    } else if (since !== null) {
      found.push({ start: since, end: directive.start });
      since = null;
    }
  }
  if (since !== null) found.push({ start: since, end: text.length + 1 });
  return found;
}
