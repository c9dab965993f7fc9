/** What becomes of all sample users of a template: asked once for each text, a moment after the last keystroke. */
import * as vscode from 'vscode';
import type { OutcomeRow, OutcomesResult } from '../../server/src/protocol';
import type { Server } from './languageClient';
import { asRenderParams, type SampleUsers } from './sampleUsers';

/** Milliseconds of quiet before all users are rendered: it is much more work than one. */
const PAUSE = 400;

export interface KnownOutcomes {
  readonly label: string;
  readonly rows: readonly OutcomeRow[];
  /** Null while the first rows come. */
  readonly coverage: OutcomesResult['coverage'] | null;
}

export interface Outcomes {
  /** What is known, of an older text perhaps; asks for the present one where that is not under way. */
  of(template: vscode.Uri): KnownOutcomes | null;
  /** There is something new about this template. */
  readonly onDidChange: vscode.Event<vscode.Uri>;
}

interface Entry {
  known: KnownOutcomes | null;
  /** What it was asked for. */
  state: string;
  timer?: ReturnType<typeof setTimeout>;
  asked?: vscode.CancellationTokenSource;
}

/** Keeps the outcomes of each open template until it is closed. */
export function createOutcomes(context: vscode.ExtensionContext, server: Server, users: SampleUsers): Outcomes {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const entries = new Map<string, Entry>();
  let generation = 0;

  async function ask(template: vscode.Uri, entry: Entry): Promise<void> {
    const asked = new vscode.CancellationTokenSource();
    entry.asked = asked;
    const isFirst = entry.known === null;
    const rows: OutcomeRow[] = [];
    try {
      const { now, overrides } = asRenderParams((await users.for(template)).setting);
      const params = {
        textDocument: { uri: template.toString() },
        ...(now ? { now } : {}),
        ...(overrides ? { overrides } : {}),
      };
      const {
        label,
        coverage,
        rows: all,
      } = await server.outcomes(params, asked.token, (more) => {
        rows.push(...more);
        if (!isFirst || asked.token.isCancellationRequested) return;
        entry.known = { label: `${rows.length} users so far`, rows: [...rows], coverage: null };
        changed.fire(template);
      });
      if (asked.token.isCancellationRequested) return;
      entry.known = { label, rows: all, coverage };
      changed.fire(template);
    } catch {
      // Cancelled, or the server is not there: what was known stays.
    } finally {
      asked.dispose();
    }
  }

  function forget(entry: Entry): void {
    clearTimeout(entry.timer);
    entry.asked?.cancel();
  }

  context.subscriptions.push(
    changed,
    { dispose: () => entries.forEach(forget) },
    users.onDidChange(() => {
      generation++;
      for (const uri of entries.keys()) changed.fire(vscode.Uri.parse(uri));
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      const entry = entries.get(uri.toString());
      if (!entry) return;
      forget(entry);
      entries.delete(uri.toString());
    }),
  );

  return {
    of(template) {
      const uri = template.toString();
      const version = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri)?.version;
      const state = `${generation} ${version}`;
      const entry = entries.get(uri) ?? { known: null, state: '' };
      entries.set(uri, entry);
      if (entry.state !== state) {
        forget(entry);
        entry.state = state;
        entry.timer = setTimeout(() => void ask(template, entry), PAUSE);
      }
      return entry.known;
    },
    onDidChange: changed.event,
  };
}
