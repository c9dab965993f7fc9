/** What the preview shows, for the clipboard. Secrets are masked unless that is asked for. */
import * as vscode from 'vscode';
import { samplePayload } from '../../server/src/preview/samplePayload';
import { webhookObject } from '../../server/src/preview/webhookObject';
import type { RenderResult } from '../../server/src/protocol';
import { toCurl } from '../../server/src/render/curl';
import type { Server } from './languageClient';
import { maskRendering } from './preview/mask';
import { asRenderParams, type SampleUsers } from './sampleUsers';
import { sayDone } from './sayDone';

/** What to copy, or a sentence that says why there is nothing. */
type Copied = { readonly text: string; readonly done: string } | { readonly sentence: string };
type Part = (result: RenderResult) => Copied;

const NO_REQUEST = 'There is no request to copy: only a webhook file (.webhook.liquid) has a URL and headers.';

/** The request as a curl command, its secrets masked. */
export const asCurl: Part = (result) => curlOf(maskRendering(result), 'the request as cURL');

const asCurlWithSecrets: Part = (result) => curlOf(result, 'the request as cURL, with its secrets');

function curlOf({ request }: RenderResult, what: string): Copied {
  return request === null ? { sentence: NO_REQUEST } : { text: toCurl(request), done: `Copied ${what}` };
}

/** The body, or all that a message prints, its secrets masked. */
export const renderedBody: Part = (result) => {
  const { request, output } = maskRendering(result);
  return { text: request?.body ?? output, done: 'Copied the rendered body' };
};

const asWebhookObject: Part = (result) => {
  const { request } = maskRendering(result);
  if (request === null) return { sentence: NO_REQUEST };
  return { text: JSON.stringify(webhookObject(request), null, 2), done: 'Copied as a webhook object' };
};

const asSamplePayload: Part = (result) => {
  const { request, output } = maskRendering(result);
  return {
    text: samplePayload({ reads: result.reads, output: request?.body ?? output }),
    done: 'Copied a payload without personal data',
  };
};

/** The forms that `brazeLiquid.copyRendered` offers. */
const FORMS: readonly { readonly label: string; readonly detail: string; readonly part: Part }[] = [
  { label: 'Body', detail: 'As it is sent, its secrets masked', part: renderedBody },
  { label: 'cURL', detail: 'The whole request as a command, its secrets masked', part: asCurl },
  {
    label: 'cURL with secrets',
    detail: 'A command that can be run: it holds the credentials',
    part: asCurlWithSecrets,
  },
  {
    label: 'Braze webhook object',
    detail: "As Braze's API takes a webhook, its secrets masked",
    part: asWebhookObject,
  },
  { label: 'Sample payload', detail: 'The body without personal data, to show to others', part: asSamplePayload },
];

/** Asks for a form, then copies. */
export async function copyInForm(template: vscode.Uri, server: Server, users: SampleUsers): Promise<void> {
  const picked = await vscode.window.showQuickPick(FORMS, { title: 'Copy Rendered', placeHolder: 'In which form' });
  if (picked) await copyRendered(template, server, users, picked.part);
}

/** Renders a template for the active user and copies a part of it. */
export async function copyRendered(
  template: vscode.Uri,
  server: Server,
  users: SampleUsers,
  part: Part,
): Promise<void> {
  const { active, setting } = await users.for(template);
  const result = await server.render({
    textDocument: { uri: template.toString() },
    user: active?.user,
    ...asRenderParams(setting),
  });
  const copied =
    result.aborted === null
      ? part(result)
      : {
          sentence: `Nothing to copy: the template aborts for ${active?.label}. ${maskRendering(result).aborted?.reason}`,
        };
  if ('sentence' in copied) {
    void vscode.window.showWarningMessage(copied.sentence.trim());
    return;
  }
  await vscode.env.clipboard.writeText(copied.text);
  sayDone(`${copied.done} for ${active?.label}`);
}
