/**
 * `brazeLiquid.sendTest`: what the preview shows is sent to its host once, as Braze's Test tab does. Nothing goes out before
 * the user has confirmed what is shown, and then exactly that.
 */
import * as vscode from 'vscode';
import type { Server } from '../languageClient';
import { asRenderParams, type SampleUsers } from '../sampleUsers';
import { answerText } from './answer';
import { createCredentials } from './credentials';
import { dialogOf, SEND, STORE } from './dialog';
import { type Plan, planSend } from './plan';
import type { Sender } from './types';

interface Parts {
  readonly server: Server;
  readonly users: SampleUsers;
  /** Null where the platform cannot check where a connection leads: in a browser. */
  readonly sender: Sender | null;
}

export interface SendTest {
  send(template: vscode.Uri): Promise<void>;
  manageCredentials(template: vscode.Uri | undefined): Promise<void>;
}

export function createSendTest(context: vscode.ExtensionContext, { server, users, sender }: Parts): SendTest {
  const credentials = createCredentials(context);
  const showAnswer = createAnswers(context);

  /** The request as it would be sent; says so where there is none. */
  async function plan(template: vscode.Uri): Promise<Plan | null> {
    const { active, setting } = await users.for(template);
    const result = await server.render({
      textDocument: { uri: template.toString() },
      user: active?.user,
      ...asRenderParams(setting),
      details: true,
    });
    const label = active?.label ?? 'the bundled complete user';
    const host = hostOf(result.request?.url);
    const planned = planSend(result, label, host === null ? [] : await credentials.of(host));
    if (!('refusal' in planned)) return planned;
    void vscode.window.showWarningMessage(planned.refusal);
    return null;
  }

  /** Shows the request until the user sends it or leaves it; null when left. */
  async function confirmed(template: vscode.Uri, carrier: Sender): Promise<Plan | null> {
    for (;;) {
      const planned = await plan(template);
      if (!planned) return null;
      const refusal = carrier.refusal(planned.url, allowsPrivate());
      if (refusal !== null) {
        void vscode.window.showWarningMessage(refusal);
        return null;
      }
      const { message, detail, buttons } = dialogOf(planned);
      const choice = await vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons);
      if (choice === SEND) return planned;
      const lacking = planned.lacking[0];
      if (choice !== STORE || !lacking || !(await credentials.store(planned.url.host, lacking.name))) return null;
    }
  }

  return {
    async send(template) {
      if (sender === null) {
        void vscode.window.showInformationMessage(
          'Test sends need VS Code on the desktop: a browser cannot check where a connection leads. Copy the request as cURL instead.',
        );
        return;
      }
      if (!vscode.workspace.isTrusted) {
        await askForTrust();
        return;
      }
      const planned = await confirmed(template, sender);
      // Trust may have gone while the dialog stood open.
      if (!planned || !vscode.workspace.isTrusted) return;
      const at = new Date().toISOString();
      const outcome = await withCancel(`Sending to ${planned.url.host}…`, (signal) =>
        sender.send(planned.request, { allowPrivate: allowsPrivate(), signal }),
      );
      if (outcome.kind === 'answered') await showAnswer(template, answerText(planned, outcome.answer, at));
      else if (outcome.kind === 'failed') void vscode.window.showErrorMessage(outcome.reason);
    },
    async manageCredentials(template) {
      await credentials.manage(template ? await hostOfTemplate(template, server, users) : null);
    },
  };
}

function hostOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).host || null : null;
}

/** For whom it aborts, a template has no host. */
async function hostOfTemplate(template: vscode.Uri, server: Server, users: SampleUsers): Promise<string | null> {
  const { active, setting } = await users.for(template);
  const params = { textDocument: { uri: template.toString() }, user: active?.user, ...asRenderParams(setting) };
  return hostOf((await server.render(params)).request?.url);
}

/** As the user has set it. What a workspace says does not count, should an editor ever let it say something. */
function allowsPrivate(): boolean {
  const setting = vscode.workspace.getConfiguration('brazeLiquid').inspect<boolean>('sendTest.allowPrivateAddresses');
  return setting?.globalValue === true;
}

async function askForTrust(): Promise<void> {
  const manage = 'Manage Workspace Trust';
  const choice = await vscode.window.showWarningMessage(
    'Test sends are off in Restricted Mode: a template of a folder that you do not trust could send anything anywhere.',
    manage,
  );
  if (choice === manage) await vscode.commands.executeCommand('workbench.trust.manage');
}

function withCancel<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const controller = new AbortController();
    const listener = token.onCancellationRequested(() => controller.abort());
    try {
      return await run(controller.signal);
    } finally {
      listener.dispose();
    }
  });
}

const SCHEME = 'braze-liquid-answer';

/** Answers as texts beside the template that can be read and searched, and are no files. */
function createAnswers(context: vscode.ExtensionContext): (template: vscode.Uri, text: string) => Promise<void> {
  const texts = new Map<string, string>();
  let count = 0;
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? 'This answer is not kept any more. Send again.',
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
  );
  return async (template, text) => {
    const name = template.path.slice(template.path.lastIndexOf('/') + 1);
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${++count}/Answer to ${name}.txt` });
    texts.set(uri.toString(), text);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
      viewColumn: vscode.ViewColumn.Beside,
      preview: true,
    });
  };
}
