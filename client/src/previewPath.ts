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
    vscode.commands.registerCommand(
      'brazeLiquid.previewPath',
      async (uri?: unknown, position?: unknown, problem?: unknown) => {
        const editor = vscode.window.activeTextEditor;
        const template = uri instanceof vscode.Uri ? uri : editor?.document.uri;
        const place = position instanceof vscode.Position ? position : editor?.selection.active;
        if (!template || !place) return;
        const { user, now, mocks, why } = await server.reach({
          textDocument: { uri: template.toString() },
          position: { line: place.line, character: place.character },
          ...(typeof problem === 'string' ? { problem } : {}),
        });
        if (user === null) {
          void vscode.window.showInformationMessage(why);
          return;
        }
        users.useForPath({ label: 'A user who takes this path', uri: null, user, notes: [why] }, { now, mocks });
        preview.show(template, vscode.ViewColumn.Beside, true);
      },
    ),
  );
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
