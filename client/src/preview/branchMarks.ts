/** Marks in the editor while the preview is open: branches that were taken, and what no sample user reaches. */
import * as vscode from 'vscode';
import type { Coverage, RenderDetails } from '../../../server/src/protocol';
import type { Range } from './messages';

export interface BranchMarks {
  show(template: vscode.Uri, branches: RenderDetails['branches'], unreached: Coverage['unreached']): void;
  dispose(): void;
}

/** Makes the marks; disposing of them takes them out of the editors. */
export function createBranchMarks(extensionUri: vscode.Uri): BranchMarks {
  const icon = (name: string) => vscode.Uri.joinPath(extensionUri, 'media', name);
  const taken = vscode.window.createTextEditorDecorationType({
    gutterIconPath: icon('taken.svg'),
    gutterIconSize: 'contain',
    overviewRulerColor: new vscode.ThemeColor('testing.iconPassed'),
    overviewRulerLane: vscode.OverviewRulerLane.Left,
  });
  const missed = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('diffEditor.unchangedCodeBackground'),
  });
  const missedTag = vscode.window.createTextEditorDecorationType({
    gutterIconPath: icon('unreached.svg'),
    gutterIconSize: 'contain',
  });
  const all = [taken, missed, missedTag];
  let shown: Parameters<BranchMarks['show']> | null = null;

  function paint(editor: vscode.TextEditor): void {
    const isIt = shown !== null && editor.document.uri.toString() === shown[0].toString();
    const [template, branches, unreached] = isIt && shown ? shown : [editor.document.uri, [], []];
    editor.setDecorations(
      taken,
      branches.filter((branch) => branch.taken).map((branch) => rangeOf(branch.range)),
    );
    const hovers = unreached.map(({ range, tag, message }) => ({
      range: rangeOf(range),
      hoverMessage: hover(template, tag, message),
    }));
    editor.setDecorations(missed, hovers);
    editor.setDecorations(
      missedTag,
      unreached.map(({ tag }) => rangeOf({ start: tag.start, end: tag.start })),
    );
  }
  const paintAll = (): void => vscode.window.visibleTextEditors.forEach(paint);
  const repaint = vscode.window.onDidChangeVisibleTextEditors(paintAll);

  return {
    show(...next) {
      shown = next;
      paintAll();
    },
    dispose() {
      repaint.dispose();
      // With their types the marks go.
      for (const type of all) type.dispose();
    },
  };
}

function hover(template: vscode.Uri, tag: Range, message: string): vscode.MarkdownString {
  const link = encodeURIComponent(JSON.stringify([template.toString(), tag.start]));
  const text = new vscode.MarkdownString();
  text.appendText(message);
  text.appendMarkdown(`\n\n[Make a user that reaches this](command:brazeLiquid.reachBranch?${link})`);
  text.isTrusted = { enabledCommands: ['brazeLiquid.reachBranch'] };
  return text;
}

const rangeOf = ({ start, end }: Range): vscode.Range =>
  new vscode.Range(start.line, start.character, end.line, end.character);
