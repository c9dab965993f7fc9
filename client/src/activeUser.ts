/** Tells the server whom values in the text are to be shown for: the sample user of the template in front. */
import * as vscode from 'vscode';
import { LANGUAGE, type Server } from './languageClient';
import type { SampleUsers } from './sampleUsers';

/** Tells the server whom inlay hints show values for, whenever another user is picked. */
export function tellActiveUser(context: vscode.ExtensionContext, server: Server, users: SampleUsers): void {
  let told: string | undefined;
  const tell = async (): Promise<void> => {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== LANGUAGE) return;
    const choice = await users.for(document.uri).catch(() => undefined);
    if (document !== vscode.window.activeTextEditor?.document) return;
    const user: unknown = choice?.active?.user ?? null;
    const text = JSON.stringify(user);
    if (text === told) return;
    told = text;
    server.setActiveUser(user);
  };
  context.subscriptions.push(users.onDidChange(tell), vscode.window.onDidChangeActiveTextEditor(tell));
  void tell();
}
