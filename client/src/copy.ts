/** `brazeLiquid.copyAsCurl` and `brazeLiquid.copyRenderedBody`: what the preview shows, for the clipboard. */
import * as vscode from 'vscode';
import type { RenderResult } from '../../server/src/protocol';
import { toCurl } from '../../server/src/render/curl';
import type { Server } from './languageClient';
import { asRenderParams, type SampleUsers } from './sampleUsers';

/** What to copy, or a sentence that says why there is nothing. */
type Copied = { readonly text: string; readonly done: string } | { readonly sentence: string };

export function asCurl(result: RenderResult): Copied {
  if (result.request === null)
    return { sentence: 'There is no request to copy: only a webhook file (.webhook.liquid) has a URL and headers.' };
  return { text: toCurl(result.request), done: 'Copied the request as cURL' };
}

export function renderedBody(result: RenderResult): Copied {
  return { text: result.request?.body ?? result.output, done: 'Copied the rendered body' };
}

/** Renders a template for the active user and copies a part of it. */
export async function copyRendered(
  template: vscode.Uri,
  server: Server,
  users: SampleUsers,
  part: (result: RenderResult) => Copied,
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
      : { sentence: `Nothing to copy: the template aborts for ${active?.label}. ${result.aborted.reason}` };
  if ('sentence' in copied) {
    void vscode.window.showWarningMessage(copied.sentence.trim());
    return;
  }
  await vscode.env.clipboard.writeText(copied.text);
  vscode.window.setStatusBarMessage(`$(check) ${copied.done} for ${active?.label}`, 4000);
}
