/**
 * "Preview with a user who takes this path": a finding about the payload → a user for whom it shows, found and tried by
 * the server, and the preview for that user. Also for the branch that the cursor is in.
 */
import * as vscode from 'vscode';
import { LANGUAGE, type Server } from './languageClient';
import type { Preview } from './preview/panel';
import type { SampleUsers } from './sampleUsers';

interface Parts {
  readonly server: Server;
  readonly users: SampleUsers;
  readonly preview: Preview;
}

/** Registers the command and offers it on findings about a payload. */
export function offerPreviewOfPath({ server, users, preview }: Parts): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      { language: LANGUAGE },
      {
        provideCodeActions: (document, _range, { diagnostics }) =>
          diagnostics.flatMap((each) => actionFor(document, each)),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand('brazeLiquid.previewPath', (uri?: unknown, position?: unknown, problem?: unknown) =>
      previewFrom(uri, position, problem),
    ),
    vscode.commands.registerCommand('brazeLiquid.reachBranch', (uri?: unknown, position?: unknown) =>
      previewFrom(uri, position, undefined),
    ),
  );

  /** The place is given, as values or as JSON from a link in a hover, or it is the cursor's. */
  async function previewFrom(uri: unknown, position: unknown, problem: unknown): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const given = uri instanceof vscode.Uri ? uri : typeof uri === 'string' ? vscode.Uri.parse(uri) : undefined;
    const template = given ?? editor?.document.uri;
    const place = isPosition(position) ? position : editor?.selection.active;
    if (!template || !place) return;
    const { user, seed, now, mocks, why } = await server.reach({
      textDocument: { uri: template.toString() },
      position: { line: place.line, character: place.character },
      ...(typeof problem === 'string' ? { problem } : {}),
    });
    if (user === null) {
      void vscode.window.showInformationMessage(why);
      return;
    }
    if (seed === null)
      users.use({ label: 'A user who takes this path', uri: null, user, notes: [why] }, { now, mocks });
    else users.useRandom(seed, why);
    preview.show(template, vscode.ViewColumn.Beside, true);
  }
}

function isPosition(value: unknown): value is { readonly line: number; readonly character: number } {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('character' in value)) return false;
  return Number.isInteger(value.line) && Number.isInteger(value.character);
}

function actionFor(document: vscode.TextDocument, diagnostic: vscode.Diagnostic): readonly vscode.CodeAction[] {
  const code = String(typeof diagnostic.code === 'object' ? diagnostic.code.value : diagnostic.code);
  if (diagnostic.source !== 'braze-liquid' || !/^(payload|json)-/.test(code)) return [];
  const action = new vscode.CodeAction('Preview with a user who takes this path', vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.command = {
    command: 'brazeLiquid.previewPath',
    title: action.title,
    arguments: [document.uri, diagnostic.range.start, code],
  };
  return [action];
}
