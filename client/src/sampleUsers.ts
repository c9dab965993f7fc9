/** The sample user that previews are rendered for: kept for the workspace, shown in the status bar, picked from a list. */
import { posix } from 'node:path';
import * as vscode from 'vscode';
import type { RenderParams, UserItem } from '../../server/src/protocol';
import { LANGUAGE, type Server } from './languageClient';
import { RANDOM } from './preview/messages';

/** Whom a template can be rendered for. */
export interface Choice {
  /** The workspace's own users first. */
  readonly users: readonly UserItem[];
  /** The picked one; the first bundled one, who has everything set, when none was picked or that one is gone. */
  readonly active: UserItem | undefined;
  /** What it takes beside the active user to get where a template was asked to go. */
  readonly setting: Setting;
}

/** What a rendering is made under beside the user. */
export interface Setting {
  /** ISO 8601; null for the present moment. */
  readonly now: string | null;
  /** Connected Content answers that a user found for a path comes with. */
  readonly mocks: readonly unknown[];
  /** Of a random user, who is made up for the template by the server. */
  readonly seed: number | null;
  readonly language: string | null;
  readonly timeZone: string | null;
}

/** What the person at the editor sets, whoever the user is. */
export type Overrides = Pick<Setting, 'now' | 'language' | 'timeZone'>;

/** A setting as `brazeLiquid/render` takes it. */
export function asRenderParams({
  now,
  mocks,
  seed,
  language,
  timeZone,
}: Setting): Pick<RenderParams, 'now' | 'mocks' | 'random' | 'overrides'> {
  const overrides = { ...(language === null ? {} : { language }), ...(timeZone === null ? {} : { timeZone }) };
  return {
    ...(now === null ? {} : { now }),
    ...(mocks.length === 0 ? {} : { mocks }),
    ...(seed === null ? {} : { random: seed }),
    ...(Object.keys(overrides).length === 0 ? {} : { overrides }),
  };
}

const AS_IT_IS: Overrides = { now: null, language: null, timeZone: null };

/** A user that is in no file, and what it comes with. */
interface Found {
  readonly user: UserItem;
  readonly now: string | null;
  readonly mocks: readonly unknown[];
  readonly seed: number | null;
}

export interface SampleUsers {
  for(template: vscode.Uri | undefined): Promise<Choice>;
  pick(key: string): Promise<void>;
  /** Makes a user that is in no file the active one, until another is picked. */
  use(user: UserItem, setting: Pick<Setting, 'now' | 'mocks'>): void;
  /** Makes the random user of a seed the active one. @param about what there is to say about it */
  useRandom(seed: number, about?: string): void;
  /** Whether the active user is one that is in no file. */
  isTemporary(): boolean;
  override(change: Partial<Overrides>): void;
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
  let found: Found | null = null;
  let overrides = AS_IT_IS;
  const become = (next: Found): void => {
    found = next;
    changed.fire();
  };
  const sampleUsers: SampleUsers = {
    async for(template) {
      const users = await list(template);
      const { now = null, mocks = [], seed = null } = found ?? {};
      const setting = { ...overrides, now: overrides.now ?? now, mocks, seed };
      if (found) return { users: [...users, found.user], active: found.user, setting };
      return { users, active: choose(users, context.workspaceState.get<string>(STORED)), setting };
    },
    use: (user, { now, mocks }) => become({ user, now, mocks, seed: null }),
    useRandom(seed, about) {
      const user = { label: `Random user ${seed}`, uri: null, user: undefined, notes: about ? [about] : [] };
      become({ user, now: null, mocks: [], seed });
    },
    isTemporary: () => found !== null,
    override(change) {
      overrides = { ...overrides, ...change };
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
    [
      ...(own.length > 0 ? [heading('Workspace'), ...own.map(item)] : []),
      heading('Bundled'),
      ...bundled.map(item),
      heading('Made up'),
      {
        label: 'Random user',
        description: 'the same for the same seed',
        iconPath: new vscode.ThemeIcon('sparkle'),
        key: RANDOM,
      },
    ],
    { title: 'Sample User', placeHolder: 'Whom to render previews for', matchOnDescription: true },
  );
  if (picked?.key === RANDOM) sampleUsers.useRandom(1);
  else if (picked) await sampleUsers.pick(picked.key);
}

/** Shown while a template is in front, as a text or as its preview. */
function statusBarItem(sampleUsers: SampleUsers): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('brazeLiquid.sampleUser', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Braze Liquid Sample User';
  item.command = 'brazeLiquid.selectSampleUser';
  const update = async (): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    const isOther = editor !== undefined && editor.document.languageId !== LANGUAGE;
    // Behind a window over the editors the tab comes back later than its editor.
    const isEmpty = editor === undefined && vscode.window.tabGroups.activeTabGroup.activeTab === undefined;
    if (isOther || isEmpty) {
      item.hide();
      return;
    }
    const choice = await sampleUsers.for(editor?.document.uri).catch(() => undefined);
    const user = choice?.active;
    if (!user || editor !== vscode.window.activeTextEditor) return;
    const file = user.uri === null ? 'in no file of the workspace' : posix.basename(vscode.Uri.parse(user.uri).path);
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
