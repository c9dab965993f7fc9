/** The sample user that previews are rendered for: kept for the workspace, shown in the status bar, picked from a list. */
import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { UserItem } from '../../server/src/protocol';
import { LANGUAGE, type Server } from './languageClient';

/** Whom a template can be rendered for. */
export interface Choice {
  /** The workspace's own users first. */
  readonly users: readonly UserItem[];
  /** The picked one; the first bundled one, who has everything set, when none was picked or that one is gone. */
  readonly active: UserItem | undefined;
  /** What it takes beside the active user to get where a template was asked to go. */
  readonly setting: Setting;
}

/** The moment and the Connected Content answers that a user found for a path comes with. */
export interface Setting {
  readonly now: string | null;
  readonly mocks: readonly unknown[];
}

/** A setting as `brazeLiquid/render` takes it. */
export const asRenderParams = ({
  now,
  mocks,
}: Setting): { readonly now?: string; readonly mocks?: readonly unknown[] } => ({
  ...(now === null ? {} : { now }),
  ...(mocks.length === 0 ? {} : { mocks }),
});

const NO_SETTING: Setting = { now: null, mocks: [] };

export interface SampleUsers {
  for(template: vscode.Uri | undefined): Promise<Choice>;
  pick(key: string): Promise<void>;
  /** Makes a user that is in no file the active one, until another is picked. */
  useForPath(user: UserItem, setting: Setting): void;
  readonly onDidChange: vscode.Event<void>;
}

/** What tells one user from another: a file may hold several, so the label counts too. */
export const userKey = (user: UserItem): string => `${user.uri ?? ''}#${user.label}`;

const STORED = 'brazeLiquid.sampleUser';

/** Registers `brazeLiquid.selectSampleUser` and the status bar item. */
export function createSampleUsers(context: vscode.ExtensionContext, server: Server): SampleUsers {
  const changed = new vscode.EventEmitter<void>();
  /** Template → its users, until the workspace changes: a keystroke asks for them again and again. */
  const known = new Map<string, Promise<readonly UserItem[]>>();
  const list = (template: vscode.Uri | undefined): Promise<readonly UserItem[]> => {
    const key = template?.toString() ?? '';
    const users = known.get(key) ?? server.users(template);
    known.set(key, users);
    users.catch(() => known.delete(key));
    return users;
  };
  let found: { readonly user: UserItem; readonly setting: Setting } | null = null;
  const sampleUsers: SampleUsers = {
    async for(template) {
      const users = await list(template);
      if (found) return { users: [...users, found.user], active: found.user, setting: found.setting };
      return { users, active: choose(users, context.workspaceState.get<string>(STORED)), setting: NO_SETTING };
    },
    useForPath(user, setting) {
      found = { user, setting };
      changed.fire();
    },
    async pick(key) {
      found = null;
      await context.workspaceState.update(STORED, key);
      changed.fire();
    },
    onDidChange: changed.event,
  };
  context.subscriptions.push(
    changed,
    server.onDidChangeWorkspace(() => {
      known.clear();
      changed.fire();
    }),
    vscode.commands.registerCommand('brazeLiquid.selectSampleUser', () => selectUser(sampleUsers)),
    statusBarItem(sampleUsers),
  );
  return sampleUsers;
}

function choose(users: readonly UserItem[], key: string | undefined): UserItem | undefined {
  return users.find((user) => userKey(user) === key) ?? users.find((user) => user.uri === null) ?? users[0];
}

async function selectUser(sampleUsers: SampleUsers): Promise<void> {
  const { users, active } = await sampleUsers.for(vscode.window.activeTextEditor?.document.uri);
  const item = (user: UserItem) => ({
    label: user.label,
    description: user.uri === null ? '' : vscode.workspace.asRelativePath(vscode.Uri.parse(user.uri)),
    detail: user.notes.length > 0 ? user.notes.join(' ') : undefined,
    iconPath: new vscode.ThemeIcon(active && userKey(user) === userKey(active) ? 'check' : 'account'),
    key: userKey(user),
  });
  const heading = (label: string) => ({ label, kind: vscode.QuickPickItemKind.Separator, key: '' });
  const own = users.filter((user) => user.uri !== null);
  const bundled = users.filter((user) => user.uri === null);
  const picked = await vscode.window.showQuickPick(
    [...(own.length > 0 ? [heading('Workspace'), ...own.map(item)] : []), heading('Bundled'), ...bundled.map(item)],
    { title: 'Sample User', placeHolder: 'Whom to render previews for', matchOnDescription: true },
  );
  if (picked) await sampleUsers.pick(picked.key);
}

/** Shown while a template is in front, as a text or as its preview. */
function statusBarItem(sampleUsers: SampleUsers): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('brazeLiquid.sampleUser', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Braze Liquid Sample User';
  item.command = 'brazeLiquid.selectSampleUser';
  const update = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const other = editor !== undefined && editor.document.languageId !== LANGUAGE;
    if (other || vscode.window.tabGroups.activeTabGroup.activeTab === undefined) {
      item.hide();
      return;
    }
    const choice = await sampleUsers.for(editor?.document.uri).catch(() => undefined);
    const user = choice?.active;
    if (!user || editor !== vscode.window.activeTextEditor) return;
    const file = user.uri === null ? 'bundled' : posix.basename(vscode.Uri.parse(user.uri).path);
    item.text = `$(account) ${user.label}`;
    item.tooltip = `Previews are rendered for ${user.label} (${file}). Click to pick another sample user.`;
    item.accessibilityInformation = { label: `Sample user ${user.label}`, role: 'button' };
    if (editor !== undefined) item.show();
  };
  void update();
  return vscode.Disposable.from(
    item,
    sampleUsers.onDidChange(update),
    vscode.window.onDidChangeActiveTextEditor(update),
  );
}
