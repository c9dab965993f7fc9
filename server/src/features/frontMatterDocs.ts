/** What the keys of the front matter mean, for completion and hover. */
import type { MarkupContent } from 'vscode-languageserver-types';
import type { FRONT_MATTER_KEYS } from '../document';
import { code, markdown } from './markdown';

const MEANING: Readonly<Record<(typeof FRONT_MATTER_KEYS)[number], string>> = {
  kind: 'What the file is: `webhook`, `content-block`, `email` or `message`. Without it the file’s name and folder say so.',
  channel: 'Where the message goes. Rules that depend on the channel stay silent without it.',
  'sent-by': 'What sends it: `campaign`, `canvas` or `api-campaign`. Rules that depend on it stay silent without it.',
  partner:
    'The partner’s template that the webhook is, as `<partner>/<template>`: its payload, URL, method and headers are checked by it.',
  method: 'The HTTP method of the request.',
  url: 'The address that the webhook is sent to. Liquid works in it; write it as a block scalar (`|-`).',
  headers: 'The request’s headers, one a line, indented. Liquid works in their values.',
  name: 'The content block’s name, as in `{{content_blocks.${name}}}`.',
  description: 'What the content block is for.',
  tags: 'Tags of the content block in Braze.',
};

/** The docs of each key that front matter may have. */
export const FRONT_MATTER_DOCS: Readonly<Record<string, MarkupContent>> = Object.fromEntries(
  Object.entries(MEANING).map(([key, text]) => [key, markdown([`**${code(key)}** _front matter_`, text])]),
);
