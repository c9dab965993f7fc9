/**
 * `brazeLiquid.testCredentials`: credentials for test sends, each bound to a host and a header. Their values are in the
 * editor's secret store and nowhere else; which hosts and headers there are is remembered beside it.
 */
import * as vscode from 'vscode';
import { sayDone } from '../sayDone';
import { headerValue, hostIn, type Scheme } from './credential';
import type { Credential } from './types';

export interface Credentials {
  of(host: string): Promise<readonly Credential[]>;
  /** Asks for a value and keeps it; false when the user thought better of it. */
  store(host: string, header: string): Promise<boolean>;
  /** Shows what is stored, to be removed, and takes more; `host` is offered for a new one. */
  manage(host: string | null): Promise<void>;
}

/** Which credentials there are; no values. */
type Name = Pick<Credential, 'host' | 'header'>;

const INDEX = 'brazeLiquid.credentials';
const keyOf = ({ host, header }: Name): string => `${INDEX}/${host}/${header.toLowerCase()}`;

/** The credentials over VS Code's secret store; their names alone stand in the global state. */
export function createCredentials({ secrets, globalState }: vscode.ExtensionContext): Credentials {
  const names = (): readonly Name[] => globalState.get<readonly Name[]>(INDEX, []);
  const others = (name: Name): readonly Name[] => names().filter((each) => keyOf(each) !== keyOf(name));

  async function store(host: string, header: string): Promise<boolean> {
    const scheme = await askScheme(header);
    const typed = scheme && (await askSecret(host, header, scheme));
    if (!scheme || !typed) return false;
    const name = { host, header };
    await secrets.store(keyOf(name), headerValue(scheme, typed));
    await globalState.update(INDEX, [...others(name), name]);
    return true;
  }

  async function remove(name: Name): Promise<void> {
    await secrets.delete(keyOf(name));
    await globalState.update(INDEX, others(name));
    sayDone(`Removed the credential '${name.header}' for ${name.host}`);
  }

  return {
    async of(host) {
      const found = await Promise.all(
        names()
          .filter((name) => name.host === host)
          .map(async (name) => ({ ...name, value: await secrets.get(keyOf(name)) })),
      );
      return found.flatMap(({ value, ...name }) => (value === undefined ? [] : [{ ...name, value }]));
    },
    store,
    async manage(host) {
      const add = { label: '$(add) Store a credential…', name: null };
      const items = names().map((name) => ({
        label: `$(key) ${name.host}`,
        description: name.header,
        detail: 'Choose it to replace or remove it.',
        name,
      }));
      const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { readonly name: Name | null }>(
        [add, ...items],
        { title: 'Credentials for Test Sends', placeHolder: 'Each is sent to its own host alone' },
      );
      if (!picked) return;
      if (picked.name) {
        const replace = 'Replace…';
        const choice = await vscode.window.showQuickPick([replace, 'Remove'], {
          title: `'${picked.name.header}' for ${picked.name.host}`,
        });
        if (choice === replace) await store(picked.name.host, picked.name.header);
        else if (choice !== undefined) await remove(picked.name);
        return;
      }
      const forHost = await askHost(host);
      const header = forHost && (await askHeader(forHost));
      if (forHost && header && (await store(forHost, header)))
        sayDone(`Stored the credential '${header}' for ${forHost}`);
    },
  };
}

async function askHost(offered: string | null): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: 'Credential for Test Sends (1/3): Host',
    prompt: 'The host that the credential is sent to, and no other.',
    placeHolder: 'api.example.com',
    value: offered ?? '',
    validateInput: (text) => (hostIn(text) === undefined ? 'Write a host, such as api.example.com.' : undefined),
  });
  return typed === undefined ? undefined : hostIn(typed);
}

async function askHeader(host: string): Promise<string | undefined> {
  const typed = await vscode.window.showInputBox({
    title: 'Credential for Test Sends (2/3): Header',
    prompt: `The header in which ${host} takes it.`,
    value: 'Authorization',
    validateInput: (text) => (/^[\w-]+$/.test(text.trim()) ? undefined : 'A header has letters, digits and hyphens.'),
  });
  return typed?.trim();
}

async function askScheme(header: string): Promise<Scheme | undefined> {
  if (header.toLowerCase() !== 'authorization') return 'plain';
  const items: readonly (vscode.QuickPickItem & { readonly scheme: Scheme })[] = [
    { label: 'Bearer', description: 'a token', scheme: 'bearer' },
    { label: 'Basic', description: 'user:password', scheme: 'basic' },
    { label: 'As it is', description: "the header's whole value", scheme: 'plain' },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: `How '${header}' is written`,
    ignoreFocusOut: true,
  });
  return picked?.scheme;
}

function askSecret(host: string, header: string, scheme: Scheme): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: `Credential '${header}' for ${host}`,
    prompt: "Kept in the editor's secret store. It is shown nowhere, and sent to this host alone.",
    placeHolder: scheme === 'basic' ? 'user:password' : scheme === 'bearer' ? 'The token, without Bearer' : 'The value',
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) => {
      if (text.trim() === '') return 'It is blank.';
      return scheme === 'basic' && !text.includes(':') ? 'Write user:password, with a colon between them.' : undefined;
    },
  });
}
