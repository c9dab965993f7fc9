/** Whole templates of the workspace's own docsets, under the names that the bundled partners' snippets have. */
import { CompletionItemKind } from 'vscode-languageserver-types';
import { builtinDocset } from '../../docset';
import { readFields, type TemplateDocument } from '../../document';
import type { Span } from '../../liquid';
import type { FeatureContext } from '../context';
import { templateDocs } from '../docs';
import type { Draft } from './draft';

/** What an empty file, or an empty body, may begin with: files where nothing but a word stands yet, bodies behind a front matter. */
export function templateDrafts(
  { body, frontMatter }: TemplateDocument,
  word: Span,
  { docset }: FeatureContext,
): readonly Draft[] {
  if (`${body.text.slice(0, word.start)}${body.text.slice(word.end)}`.trim() !== '') return [];
  return [...docset.partners.values()]
    .filter((partner) => builtinDocset.partners.get(partner.partner) !== partner)
    .flatMap((partner) =>
      partner.templates.flatMap((template): readonly Draft[] => {
        const draft = {
          label: `${partner.partner}-${template.id}`,
          kind: CompletionItemKind.Snippet,
          description: template.name,
          docs: templateDocs(partner, template),
          rank: 'a',
        } as const;
        const [inside = ''] = readFields(template.file)
          .map(({ text }) => text)
          .slice(-1);
        const whole = { ...draft, insert: template.file };
        const bodyOnly = { ...draft, label: `${draft.label}-body`, insert: inside };
        if (frontMatter) return inside.trim() === '' ? [] : [bodyOnly];
        return inside === template.file || inside.trim() === '' ? [whole] : [whole, bodyOnly];
      }),
    );
}
