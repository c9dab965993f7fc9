/** Code lenses of a template: for whom it is previewed and what becomes of the others, its request, its calls' mocks. */
import * as vscode from 'vscode';
import { LANGUAGE, type Server } from './languageClient';
import type { Outcomes } from './outcomes';
import type { SampleUsers } from './sampleUsers';
import { asRenderParams } from './sampleUsers';
import { isWebhook } from './webhook';

interface Parts {
  readonly server: Server;
  readonly users: SampleUsers;
  readonly outcomes: Outcomes;
}

/** Registers the lenses; they are asked for anew when the user, the outcomes or their settings change. */
export function createLenses({ server, users, outcomes }: Parts): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    users.onDidChange(() => changed.fire()),
    outcomes.onDidChange(() => changed.fire()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('brazeLiquid.codeLens')) changed.fire();
    }),
    vscode.languages.registerCodeLensProvider(
      { language: LANGUAGE },
      {
        onDidChangeCodeLenses: changed.event,
        provideCodeLenses: (document) => lensesOf(document, { server, users, outcomes }),
      },
    ),
  );
}

async function lensesOf(document: vscode.TextDocument, { server, users, outcomes }: Parts): Promise<vscode.CodeLens[]> {
  const on = vscode.workspace.getConfiguration('brazeLiquid', document);
  const [preview, curl, calls] = [
    on.get('codeLens.preview', true),
    on.get('codeLens.copyAsCurl', true),
    on.get('codeLens.connectedContent', true),
  ];
  if (!preview && !curl && !calls) return [];
  const top = new vscode.Range(0, 0, 0, 0);
  const lenses: vscode.CodeLens[] = [];
  const { active, setting } = await users.for(document.uri);
  if (preview) {
    const label = outcomes.of(document.uri)?.label;
    const title = [`Preview as ${active?.label ?? 'a sample user'}`, ...(label ? [label] : [])].join(' · ');
    lenses.push(lens(top, title, 'brazeLiquid.renderPreviewToSide', document.uri));
  }
  if (curl && isWebhook(document.uri.path, document.getText()))
    lenses.push(lens(top, 'Copy as cURL', 'brazeLiquid.copyAsCurl', document.uri));
  if (!calls || !document.getText().includes('connected_content')) return lenses;
  const result = await server.render({
    textDocument: { uri: document.uri.toString() },
    user: active?.user,
    ...asRenderParams(setting),
    details: true,
  });
  const seen = new Set<string>();
  result.calls.forEach((call, index) => {
    const { start, end } = call.range;
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    const place = `${start.line} ${start.character}`;
    if (seen.has(place)) return;
    seen.add(place);
    const file = result.details?.mockFiles[index] ?? null;
    if (call.answer === 'none') lenses.push(lens(range, 'Create mock', 'brazeLiquid.createMock', document.uri, call));
    else if (file !== null) {
      const uri = vscode.Uri.parse(file);
      lenses.push(lens(range, `Mock: ${vscode.workspace.asRelativePath(uri)}`, 'vscode.open', uri));
    }
  });
  return lenses;
}

function lens(range: vscode.Range, title: string, command: string, ...args: readonly unknown[]): vscode.CodeLens {
  return new vscode.CodeLens(range, { title, command, arguments: [...args] });
}
