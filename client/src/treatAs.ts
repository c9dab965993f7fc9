/**
 * `brazeLiquid.treatAsBrazeLiquid`: takes a file that VS Code gives to another language, now and whenever it is opened
 * again. Offered where an HTML or Liquid file reads attributes as only Braze's does.
 */
import * as vscode from 'vscode';
import { holdsBrazeAttribute } from '../../server/src/document/brazeMarks';
import { LANGUAGE } from './languageClient';

/** For good, on this machine. */
const REFUSED = 'brazeLiquid.treatAsRefused';
/** URIs of the files that were taken, in this workspace. */
const TAKEN = 'brazeLiquid.treatedFiles';

/** Registers the command, takes again what was taken before, and offers it for files that come to the front. */
export function createTreatAs(context: vscode.ExtensionContext): void {
  const taken = takenFiles(context);
  const take = (document: vscode.TextDocument): Promise<void> => taken.add(document);
  context.subscriptions.push(
    vscode.commands.registerCommand('brazeLiquid.treatAsBrazeLiquid', async (resource: unknown) => {
      const document =
        resource instanceof vscode.Uri
          ? await vscode.workspace.openTextDocument(resource)
          : vscode.window.activeTextEditor?.document;
      if (document === undefined) {
        void vscode.window.showInformationMessage('Open the file that holds Braze Liquid first.');
        return;
      }
      await take(document);
      if (resource instanceof vscode.Uri) await vscode.window.showTextDocument(document);
    }),
  );
  offer(context, take);
}

interface TakenFiles {
  add(document: vscode.TextDocument): Promise<void>;
}

/** Who gives a file another language by hand has it back: it is not taken again. */
function takenFiles(context: vscode.ExtensionContext): TakenFiles {
  let uris = new Set(context.workspaceState.get<readonly string[]>(TAKEN, []));
  /** Closed in this very moment: VS Code tells a change of language as a file that is closed and opened. */
  let closing: string | undefined;
  const store = (next: ReadonlySet<string>): Thenable<void> => {
    uris = new Set(next);
    return context.workspaceState.update(TAKEN, [...uris]);
  };
  const change = (from: vscode.Uri, to: vscode.Uri | null): void => {
    const moved = [...uris].flatMap((uri) => {
      if (!`${uri}/`.startsWith(`${from}/`)) return [uri];
      return to === null ? [] : [`${to}${uri.slice(from.toString().length)}`];
    });
    void store(new Set(moved));
  };
  const reopen = (document: vscode.TextDocument): void => {
    const uri = document.uri.toString();
    if (document.languageId === LANGUAGE || !uris.has(uri)) return;
    if (uri === closing) change(document.uri, null);
    else void vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
  };
  context.subscriptions.push(
    vscode.workspace.onDidOpenTextDocument(reopen),
    vscode.workspace.onDidCloseTextDocument(({ uri, languageId }) => {
      if (languageId !== LANGUAGE) return;
      closing = uri.toString();
      setTimeout(() => {
        closing = undefined;
      }, 0);
    }),
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri, newUri } of files) change(oldUri, newUri);
    }),
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) change(uri, null);
    }),
  );
  vscode.workspace.textDocuments.forEach(reopen);
  return {
    async add(document) {
      if (!document.isUntitled) await store(new Set([...uris, document.uri.toString()]));
      await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
    },
  };
}

/** Until it is refused for good, or passed over in this session. */
function offer(context: vscode.ExtensionContext, take: (document: vscode.TextDocument) => Promise<void>): void {
  let silent = context.globalState.get(REFUSED, false);
  const offered = new Set<string>();
  const look = async (editor: vscode.TextEditor | undefined): Promise<void> => {
    if (silent || !editor || !isCandidate(editor.document)) return;
    const { document } = editor;
    const key = document.uri.toString();
    if (offered.has(key) || !holdsBrazeAttribute(document.getText())) return;
    offered.add(key);
    silent = true;
    const folder = folderOf(document.uri);
    const [one, never] = ['This File', "Don't Ask Again"];
    const all = folder && `All ${folder.ending} in ${folder.name}`;
    const answer = await vscode.window.showInformationMessage(
      `'${nameOf(document.uri)}' holds Braze Liquid. Treat it as Braze Liquid, to have it checked, completed and previewed?`,
      one,
      ...(all ? [all] : []),
      never,
    );
    if (answer === never) await context.globalState.update(REFUSED, true);
    if (answer !== one && (answer === undefined || answer !== all)) return;
    // Who takes the offer may want it for the next file too.
    silent = false;
    if (answer === one) await take(document);
    else if (folder) await associate(folder);
  };
  context.subscriptions.push(vscode.window.onDidChangeActiveTextEditor(look));
  void look(vscode.window.activeTextEditor);
}

const isCandidate = ({ languageId, uri }: vscode.TextDocument): boolean =>
  languageId !== LANGUAGE && (languageId === 'html' || /\.(html?|liquid)$/i.test(uri.path));

const nameOf = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);

interface FolderFiles {
  /** As `files.associations` takes it. */
  readonly glob: string;
  /** `emails/`. */
  readonly name: string;
  /** `.html`. */
  readonly ending: string;
}

/** The folder at the top of the workspace that a file is in; undefined for a file outside or at the very top. */
function folderOf(uri: vscode.Uri): FolderFiles | undefined {
  if (!vscode.workspace.getWorkspaceFolder(uri)) return undefined;
  const [top, ...below] = vscode.workspace.asRelativePath(uri, false).split('/');
  const ending = /\.\w+$/.exec(uri.path)?.[0];
  if (!top || below.length === 0 || ending === undefined) return undefined;
  return { glob: `**/${top.replaceAll(/[[\]{}*?]/g, '?')}/**/*${ending}`, name: `${top}/`, ending };
}

/** Writes the workspace's setting, for all who share it. Files that are open already are taken too. */
async function associate({ glob }: FolderFiles): Promise<void> {
  const files = vscode.workspace.getConfiguration('files');
  const associations = files.inspect<Readonly<Record<string, string>>>('associations')?.workspaceValue;
  await files.update('associations', { ...associations, [glob]: LANGUAGE }, vscode.ConfigurationTarget.Workspace);
  for (const document of vscode.workspace.textDocuments)
    if (document.languageId !== LANGUAGE && vscode.languages.match({ pattern: glob }, document) > 0)
      await vscode.languages.setTextDocumentLanguage(document, LANGUAGE);
}
