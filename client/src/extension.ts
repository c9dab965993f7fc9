/** The extension's entry: offers to take files; at the first thing of Braze starts the server and hangs up the commands. */
import * as vscode from 'vscode';
import type { MockParams } from '../../server/src/protocol';
import { tellActiveUser } from './activeUser';
import { createCheckAll } from './checkAll';
import { copyTemplate, pasteAsWebhook } from './convert';
import { asCurl, copyInForm, copyRendered, renderedBody } from './copy';
import { createMock } from './files';
import { warnOfOtherFormatters } from './formatterWarning';
import { LANGUAGE, type Server, startServer } from './languageClient';
import { createLenses } from './lenses';
import { newTemplate } from './newTemplate';
import { createOutcomes } from './outcomes';
import { createPreview } from './preview/panel';
import { offerPreviewOfPath } from './previewPath';
import { createSampleUsers } from './sampleUsers';
import { createSendTest } from './sendTest/command';
import { createSender } from './sendTest/send.node';
import { createTreatAs } from './treatAs';
import { wakeWhenNeeded } from './wake';
import { tellOfWebhooks } from './webhookContext';

/** VS Code calls this once, at the first activation event of the manifest. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  createTreatAs(context);
  const startsServer = commandsOf(context.extension).filter((command) => command !== 'brazeLiquid.treatAsBrazeLiquid');
  await wakeWhenNeeded(
    context,
    startsServer,
    () => startServer(context),
    (server) => hangUp(context, server),
  );
}

function commandsOf(extension: vscode.Extension<unknown>): readonly string[] {
  const { contributes } = extension.packageJSON as {
    readonly contributes: { readonly commands: readonly { readonly command: string }[] };
  };
  return contributes.commands.map(({ command }) => command);
}

function hangUp(context: vscode.ExtensionContext, server: Server): void {
  const users = createSampleUsers(context, server);
  const outcomes = createOutcomes(context, server, users);
  const preview = createPreview(context, { extensionUri: context.extensionUri, server, users, outcomes });
  const sendTest = createSendTest(context, { server, users, sender: createSender() });
  tellActiveUser(context, server, users);
  tellOfWebhooks(context);
  warnOfOtherFormatters(context);

  /** The template of the preview in front, or of the editor. */
  const inFront = (): vscode.Uri | undefined => {
    const document = vscode.window.activeTextEditor?.document;
    return preview.activeTemplate() ?? (document?.languageId === LANGUAGE ? document.uri : undefined);
  };
  /** What a command is about: the file it was called on, the preview in front, the editor in front. */
  const templateFor = (resource: unknown): vscode.Uri | undefined => {
    // The preview's own title bar passes the panel's address, which is no file's.
    if (resource instanceof vscode.Uri && resource.scheme !== 'webview-panel') return resource;
    const template = inFront();
    if (template) return template;
    void vscode.window.showInformationMessage('Open a Braze Liquid file first.');
    return undefined;
  };
  /** Registers a command that is about a template. */
  const onTemplate = (name: string, run: (template: vscode.Uri) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(`brazeLiquid.${name}`, (resource: unknown) => {
      const template = templateFor(resource);
      return template && run(template);
    });

  context.subscriptions.push(
    offerPreviewOfPath({ server, users, preview }),
    createLenses({ server, users, outcomes }),
    onTemplate('renderPreview', (template) => preview.show(template, vscode.ViewColumn.Active, false)),
    onTemplate('renderPreviewToSide', (template) => preview.show(template, vscode.ViewColumn.Beside, true)),
    onTemplate('copyAsCurl', (template) => copyRendered(template, server, users, asCurl)),
    onTemplate('copyRenderedBody', (template) => copyRendered(template, server, users, renderedBody)),
    onTemplate('copyRendered', (template) => copyInForm(template, server, users)),
    onTemplate('copyTemplateAsCurl', (template) => copyTemplate(template, server, 'curl')),
    onTemplate('copyTemplateAsHttp', (template) => copyTemplate(template, server, 'http')),
    onTemplate('copyTemplateAsWebhookObject', (template) => copyTemplate(template, server, 'webhook-object')),
    onTemplate('sendTest', sendTest.send),
    onTemplate('showSource', (template) => vscode.window.showTextDocument(template)),
    vscode.commands.registerCommand('brazeLiquid.createMock', (template: vscode.Uri, call: MockParams['call']) =>
      createMock(template, call, server),
    ),
    vscode.commands.registerCommand('brazeLiquid.newTemplate', () => newTemplate(server)),
    vscode.commands.registerCommand('brazeLiquid.pasteAsWebhook', () => pasteAsWebhook(server)),
    vscode.commands.registerCommand('brazeLiquid.checkAll', createCheckAll(context, server)),
    vscode.commands.registerCommand('brazeLiquid.testCredentials', () => sendTest.manageCredentials(inFront())),
    vscode.commands.registerCommand('brazeLiquid.restartServer', () => server.restart()),
  );
}
