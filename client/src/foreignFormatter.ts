/** Which formatter the settings name for Braze Liquid, if it is another extension's. */

export interface ForeignFormatter {
  /** The extension. */
  readonly id: string;
  /** Whose settings name it. */
  readonly level: 'user' | 'workspace' | 'folder';
}

/** What VS Code tells of `editor.defaultFormatter` for one language; what is set for all languages loses to our default. */
interface Inspected {
  readonly globalLanguageValue?: string | null;
  readonly workspaceLanguageValue?: string | null;
  readonly workspaceFolderLanguageValue?: string | null;
}

/** The one that wins: the folder's over the workspace's over the user's. Null where it is ours, or none. */
export function foreignFormatter(inspected: Inspected | undefined, own: string): ForeignFormatter | null {
  const levels = [
    ['folder', inspected?.workspaceFolderLanguageValue],
    ['workspace', inspected?.workspaceLanguageValue],
    ['user', inspected?.globalLanguageValue],
  ] as const;
  const set = levels.find(([, id]) => id !== undefined);
  if (typeof set?.[1] !== 'string' || set[1].toLowerCase() === own.toLowerCase()) return null;
  return { id: set[1], level: set[0] };
}
