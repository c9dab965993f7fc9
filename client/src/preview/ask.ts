/** One rendering for the panel: what the server answers, as it may be shown, and the users to choose from. */
import * as vscode from 'vscode';
import type { RenderResult } from '../../../server/src/protocol';
import type { Server } from '../languageClient';
import { asRenderParams, type SampleUsers, userKey } from '../sampleUsers';
import { maskRendering } from './mask';
import type { Conditions } from './messages';
import type { Update } from './state';

/** An answer with what the page does not get. */
export interface Answer {
  readonly update: Update;
  readonly conditions: Conditions;
  /** As the server gave it: with secrets. */
  readonly raw: RenderResult | null;
}

/** As it is for the user, at this moment. */
export const NO_CONDITIONS: Conditions = { now: null, language: null, timeZone: null, seed: null };

/** Never rejects: a server that does not answer is a failure to be shown. */
export async function ask(template: vscode.Uri, server: Server, users: SampleUsers): Promise<Answer> {
  const uri = template.toString();
  const base = { uri, fileName: fileName(template) };
  let conditions = NO_CONDITIONS;
  try {
    const { users: all, active, setting } = await users.for(template);
    const { now, language, timeZone, seed } = setting;
    conditions = { now, language, timeZone, seed };
    const raw = await server.render({
      textDocument: { uri },
      user: active?.user,
      ...asRenderParams(setting),
      details: true,
    });
    const choices = all.map((user) => ({
      key: userKey(user),
      label: user.label,
      file: user.uri === null ? null : vscode.workspace.asRelativePath(vscode.Uri.parse(user.uri)),
      ...(user === active && users.isTemporary() ? { temporary: true, about: user.notes.join(' ') } : {}),
    }));
    const activeUser = active ? userKey(active) : '';
    return {
      update: { ...base, users: choices, activeUser, result: maskRendering(raw), failure: null },
      conditions,
      raw,
    };
  } catch (error) {
    const failure = `The preview has no answer from the language server: ${error instanceof Error ? error.message : String(error)}`;
    return { update: { ...base, users: null, activeUser: null, result: null, failure }, conditions, raw: null };
  }
}

/** The last part of a file's path. */
export const fileName = (uri: vscode.Uri): string => uri.path.slice(uri.path.lastIndexOf('/') + 1);
