/** A Markdown file → the documents of its templates, read as those of the partner that the file is about. */
import { TextDocument } from 'vscode-languageserver-textdocument';
import { CONTENT_BLOCKS, suggestEntry } from '../docset';
import type { Docset, HeaderEntry, PartnerDocset } from '../docset/types';
import { type Problem, type Template, walk } from '../liquid';
import { type ReadContext, readFields, readStretch } from './document';
import { asidesOf, type Embedded, embeddedTemplates, type LabelledValue, labelledValues } from './markdown';
import { joinPieces } from './pieces';
import { subjectOf } from './subject';
import type { Field, TemplateDocument } from './types';

/** The templates of a Markdown text, in its order; their positions are those of the file. */
export function readMarkdown(uri: string, text: string, context: ReadContext): readonly TemplateDocument[] {
  const embedded = embeddedTemplates(text);
  const lines = TextDocument.create(uri, 'markdown', 0, text);
  const asides = asidesOf(text);
  const outside = { lines, asides, outsideNames: new Set<string>(), outsideBlocks: new Map<string, string>() };
  const first = embedded.map((template) => readStretch(uri, text, context, { ...template, ...outside, subject: null }));
  const trees = first.flatMap(({ fields }) => fields.map(({ tree }) => tree));
  const around = {
    lines,
    asides,
    outsideNames: new Set(trees.flatMap(definedNames)),
    outsideBlocks: blockNames(trees, context.docset),
  };
  const subject = subjectOf(text, first, context.docset);
  const read = embedded.map((template) =>
    readStretch(uri, text, context, { ...template, ...around, subject: subject?.at(template.span.start) ?? null }),
  );
  const marked = read.map((document, index) =>
    isInline(embedded[index]!) && holdsNoText(document.body.tree) ? { ...document, isMention: true } : document,
  );
  const documents = joinPieces(marked, (index) => isInline(embedded[index]!));
  const labels = subject ? translatedLabels(text, subject.partner) : [];
  return documents.map((document, index) =>
    index === 0 ? { ...document, problems: [...document.problems, ...labels] } : document,
  );
}

const isInline = ({ form, text }: Embedded): boolean => form === 'raw' && !text.includes('\n');

/** `{{${first_name}}}, {{${last_name}}}` */
const holdsNoText = ({ children, text }: Template): boolean =>
  children.every((node) => node.kind !== 'text' || !/[\p{L}\p{N}]/u.test(text.slice(node.start, node.end)));

/** The fields of all its templates alone; their maps lead into the file. */
export function readMarkdownFields(markdown: string): readonly Field[] {
  return embeddedTemplates(markdown).flatMap(({ text, map }) => readFields(text, map));
}

function definedNames(tree: Template): readonly string[] {
  const names: string[] = [];
  walk(tree, {
    enter(node) {
      if (node.kind !== 'tag') return;
      const { markup } = node;
      if ((markup.shape === 'assign' || markup.shape === 'target') && markup.target) names.push(markup.target.text);
      if (markup.shape !== 'words') return;
      for (const option of markup.options) {
        if (option.name.text === 'save' && option.value)
          names.push(tree.text.slice(option.value.start, option.value.end).trim());
      }
    },
  });
  return names;
}

/** The names of the content blocks that a file uses: in small letters → as it writes them most, the first of two that tie. */
function blockNames(trees: readonly Template[], docset: Docset): Map<string, string> {
  const counts = new Map<string, number>();
  const enter = (namespace: string, name: string): void => {
    const isBlock = namespace === CONTENT_BLOCKS || suggestEntry(docset.namespaces, namespace) === CONTENT_BLOCKS;
    if (isBlock && name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  for (const tree of trees) {
    walk(tree, {
      enter(node) {
        if (node.kind === 'attribute' && node.namespace?.text) enter(node.namespace.text, node.key.text);
      },
    });
  }
  const usual = new Map<string, string>();
  for (const [name, count] of counts) {
    const other = usual.get(name.toLowerCase());
    if (other === undefined || count > counts.get(other)!) usual.set(name.toLowerCase(), name);
  }
  return usual;
}

// ── Labels ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a translated page prints as prose: `Autorisation: Porteur …` for `Authorization: Bearer …`. */
function translatedLabels(text: string, partner: PartnerDocset): readonly Problem[] {
  const headers = partner.templates.flatMap((template) => template.headers ?? []);
  const byLabel = new Map<string, HeaderEntry>();
  for (const header of headers) {
    for (const name of [header.name, ...(header.misspellings ?? [])]) byLabel.set(name.toLowerCase(), header);
  }
  const labelled = labelledValues(text).flatMap((entry): LabelledHeader[] => {
    const named = byLabel.get(entry.label.toLowerCase());
    const header = named ?? headers.find((candidate) => isWrittenAs(candidate, entry.value));
    return header ? [{ ...entry, header, isNamed: named !== undefined }] : [];
  });
  return labelled.flatMap((entry, index): Problem[] => {
    const isBeside = [labelled[index - 1], labelled[index + 1]].some(
      (other) =>
        other?.header.name !== entry.header.name &&
        Math.abs((other?.line ?? 0) - entry.line) <= 2 &&
        (isFixedValue(other!) || isFilledIn(other!)),
    );
    const isHeader = isBeside || (entry.isNamed && (isFixedValue(entry) || isFilledIn(entry)));
    return isHeader ? [...translatedName(entry), ...translatedScheme(entry)] : [];
  });
}

interface LabelledHeader extends LabelledValue {
  readonly header: HeaderEntry;
  /** By its label, and not by its value alone: then another header has to stand beside it. */
  readonly isNamed: boolean;
}

/** Whether a value is that of a header: to the letter, by its placeholder or by its scheme. */
function isWrittenAs(header: HeaderEntry, value: string): boolean {
  const placeholder = /<[\w-]+>/.exec(header.value ?? '')?.[0];
  if (placeholder !== undefined && value.includes(placeholder)) return true;
  const scheme = schemeOf(header);
  if (scheme !== undefined) return value.startsWith(`${scheme} `) && /^\S+ [<{[]/.test(value);
  return fixedValue(header) !== undefined && value.toLowerCase() === fixedValue(header)!.toLowerCase();
}

const schemeOf = ({ value }: HeaderEntry): string | undefined => /^(Basic|Bearer) /.exec(value ?? '')?.[1];

function translatedName({ label, labelSpan, header, value }: LabelledHeader): readonly Problem[] {
  if (label.toLowerCase() === header.name.toLowerCase() || !isValueOf(header, value)) return [];
  const message = `'${label}' is no header's name: the partner takes '${header.name}', in English, whatever the language of the page.`;
  return [{ code: 'translated-header-name', message, span: labelSpan, data: { name: header.name } }];
}

/** "Request body: plain text" is no header. A header with one fixed value is one only with that value. */
const isValueOf = (header: HeaderEntry, value: string): boolean =>
  fixedValue(header) === undefined || value.toLowerCase().startsWith(fixedValue(header)!.toLowerCase());

const fixedValue = ({ value }: HeaderEntry): string | undefined =>
  value !== undefined && !/[<{]/.test(value) ? value : undefined;

const isFixedValue = ({ header, value }: LabelledHeader): boolean =>
  fixedValue(header) !== undefined && isValueOf(header, value);

/** A value as headers have them: `Bearer <TOKEN>`, `{{ … }}`. */
const isFilledIn = ({ value }: LabelledHeader): boolean => /^(?:\S+\s+)?[<{[]|^(?:Basic|Bearer)\b/.test(value);

const SCHEMES = new Set(['basic', 'bearer', 'digest', 'token', 'oauth', 'key', 'apikey']);

/** `Porteur <TOKEN>`: one word before a value that is to be filled in, where the header has `Bearer`. */
function translatedScheme({ value, valueStart, header }: LabelledHeader): readonly Problem[] {
  const scheme = schemeOf(header);
  const word = /^(\p{L}+)\s+[<{[]/u.exec(value)?.[1];
  if (scheme === undefined || word === undefined || SCHEMES.has(word.toLowerCase())) return [];
  const message = `'${word}' is a translation of '${scheme}', which is the word that the partner's server reads. Write '${scheme}'.`;
  const span = { start: valueStart, end: valueStart + word.length };
  return [{ code: 'translated-header-name', message, span, data: { name: scheme } }];
}
