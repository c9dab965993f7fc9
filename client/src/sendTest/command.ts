/** `brazeLiquid.sendTest` and `brazeLiquid.testCredentials` in the editor: dialogs, the progress, the answer as a text. */
import * as vscode from 'vscode';
import type { RenderResult } from '../../../server/src/protocol';
import type { Server } from '../languageClient';
import { asRenderParams, type SampleUsers } from '../sampleUsers';
import { createCredentials } from './credentials';
import { type Editor, hostOf, sendTest } from './flow';
import type { Sender } from './types';

interface Parts {
  readonly server: Server;
  readonly users: SampleUsers;
  /** Null in a browser. */
  readonly sender: Sender | null;
}

export interface SendTest {
  send(template: vscode.Uri): Promise<void>;
  /** @param template whose host is offered */
  manageCredentials(template: vscode.Uri | undefined): Promise<void>;
}

/** Makes what the commands call; the answers are shown by a document provider that it registers. */
export function createSendTest(context: vscode.ExtensionContext, { server, users, sender }: Parts): SendTest {
  const credentials = createCredentials(context);
  const showAnswer = createAnswers(context);

  async function render(template: vscode.Uri): Promise<{ readonly result: RenderResult; readonly user: string }> {
    const { active, setting } = await users.for(template);
    const textDocument = { uri: template.toString() };
    const params = { textDocument, user: active?.user, ...asRenderParams(setting), details: true };
    return { result: await server.render(params), user: active?.label ?? 'the bundled complete user' };
  }

  const editorFor = (template: vscode.Uri): Editor => ({
    isTrusted: () => vscode.workspace.isTrusted,
    allowsPrivate,
    render: () => render(template),
    credentialsOf: credentials.of,
    storeCredential: credentials.store,
    confirm: ({ message, detail, buttons }) =>
      vscode.window.showWarningMessage(message, { modal: true, detail }, ...buttons),
    cancellable,
    show: (text) => showAnswer(template, text),
    say: (sentence) => void vscode.window.showWarningMessage(sentence),
    askForTrust,
    now: () => new Date().toISOString(),
  });

  return {
    send: (template) => sendTest(editorFor(template), sender),
    async manageCredentials(template) {
      // For whom it aborts, a template has no host.
      const rendered = template && (await render(template).catch(() => undefined));
      await credentials.manage(hostOf(rendered?.result.request?.url));
    },
  };
}

/** What a workspace says does not count, should an editor ever let it say something. */
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

function cancellable<T>(title: string, run: (signal: AbortSignal) => Promise<T>): Thenable<T> {
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
