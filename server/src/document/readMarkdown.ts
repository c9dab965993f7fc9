/** A Markdown file → the documents of its templates, read as those of the partner that the file is about. */
import type { Docset, HeaderEntry, PartnerDocset } from '../docset/types';
import { type Problem, type Template, walk } from '../liquid';
import { type ReadContext, readFields, readStretch } from './document';
import { embeddedTemplates, labelledValues } from './markdown';
import { literalUrlPartner } from './partner';
import type { Field, TemplateDocument } from './types';

/** The templates of a Markdown text, in its order; their positions are those of the file. */
export function readMarkdown(uri: string, text: string, context: ReadContext): readonly TemplateDocument[] {
  const embedded = embeddedTemplates(text);
  const read = (partner: PartnerDocset | null, outsideNames: ReadonlySet<string>): readonly TemplateDocument[] =>
    embedded.map(({ span }) => readStretch(uri, text, context, { span, partner, outsideNames }));
  const first = read(null, new Set());
  const names = new Set(first.flatMap((document) => document.fields.flatMap((field) => definedNames(field.tree))));
  const partner = subjectOf(text, first, context.docset);
  const documents = read(partner, names);
  const labels = partner ? translatedLabels(text, partner) : [];
  return documents.map((document, index) =>
    index === 0 ? { ...document, problems: [...document.problems, ...labels] } : document,
  );
}

/** The fields of all its templates alone. */
export function readMarkdownFields(text: string): readonly Field[] {
  return embeddedTemplates(text).flatMap(({ span }) => readFields(text, span));
}

/** The partner that most of the file's templates and addresses belong to; null when nothing says. */
function subjectOf(text: string, documents: readonly TemplateDocument[], docset: Docset): PartnerDocset | null {
  const votes = new Map<PartnerDocset, number>();
  const vote = (partner: PartnerDocset | null | undefined): void => {
    if (partner) votes.set(partner, (votes.get(partner) ?? 0) + 1);
  };
  for (const document of documents) vote(document.partner?.partner);
  for (const match of text.matchAll(/https?:\/\/[^\s`'"<>)\]]+/g)) vote(literalUrlPartner(docset, match[0]));
  let best: PartnerDocset | null = null;
  for (const [partner, count] of votes) if (!best || count > (votes.get(best) ?? 0)) best = partner;
  return best;
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

/** Header names that a translated page prints as prose: `Autorisation` for `Authorization`. */
function translatedLabels(text: string, partner: PartnerDocset): readonly Problem[] {
  const headers = new Map<string, HeaderEntry>();
  for (const template of partner.templates) {
    for (const header of template.headers ?? []) {
      for (const wrong of header.misspellings ?? []) headers.set(wrong.toLowerCase(), header);
    }
  }
  return labelledValues(text).flatMap(({ label, labelSpan, value }): Problem[] => {
    const header = headers.get(label.toLowerCase());
    if (!header || !isValueOf(header, value)) return [];
    const message = `'${label}' is no header's name: the partner takes '${header.name}', in English, whatever the language of the page.`;
    return [{ code: 'translated-header-name', message, span: labelSpan, data: { replacement: header.name } }];
  });
}

/** "Request body: plain text" is no header. A header with one fixed value is one only with that value. */
function isValueOf(header: HeaderEntry, value: string): boolean {
  const fixed = header.value !== undefined && !/[<{]/.test(header.value);
  return !fixed || value.toLowerCase().startsWith(header.value!.toLowerCase());
}
