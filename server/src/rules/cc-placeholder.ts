import { literalUrlPartner } from '../document';
import type { Span, Tag } from '../liquid';
import { callOptions, callUrl, callWords, isCall, textParts } from './calls';
import { pages } from './pages';
import { placeholdersIn } from './placeholders';
import type { Rule } from './rule';

/**
 * What it does: reports a placeholder of a published template that is still in a Connected Content call.
 * Why: the call fails until your own value or credential stands there.
 * Bad: `{% connected_content https://example.com/offer :basic_auth <My-Credential> :save offer %}{{offer.title}}`
 * Good: `{% connected_content https://example.com/offer :basic_auth offers_api :save offer %}{{offer.title}}`
 */
export const ccPlaceholder: Rule = {
  code: 'cc-placeholder',
  severity: 'warning',
  category: 'connected_content',
  title: 'A placeholder that is still there',
  href: pages.connectedContent,
  visit: () => ({
    tag(tag, { document, docset, field, report }) {
      if (!isCall(tag)) return;
      const url = callUrl(tag, field);
      const partner = document.partner?.partner ?? literalUrlPartner(docset, url?.text ?? '');
      const known = Object.assign(
        {},
        ...(partner?.templates ?? []).map(({ placeholders }) => placeholders),
      ) as Readonly<Record<string, string>>;
      const values = callOptions(tag).flatMap(({ value }) => value ?? []);
      for (const text of [...addressParts(tag), ...values.flatMap(textParts)]) {
        for (const { span, name } of placeholdersIn(field.text, text, Object.keys(known))) {
          const what = known[name];
          const advice = what ? `Put in its place: ${what}` : 'Put your own value in its place.';
          report({ message: `'${name}' is a placeholder. ${advice}`, span });
        }
      }
    },
  }),
};

/** The written parts of the address. Spaces, which would end it, may be those of its placeholder: `YOUR API ENDPOINT/v1`. */
function addressParts(tag: Tag): readonly Span[] {
  const parts = callWords(tag).flatMap(({ parts }) => parts);
  const first = parts[0];
  if (first?.kind !== 'text') return parts.filter(({ kind }) => kind === 'text');
  const hole = parts.findIndex(({ kind }) => kind !== 'text');
  const end = parts[(hole < 0 ? parts.length : hole) - 1]!.end;
  return [{ start: first.start, end }, ...parts.filter(({ kind, start }) => kind === 'text' && start >= end)];
}
