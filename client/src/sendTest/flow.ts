/**
 * The way of a test send: render, show, ask, send, show. What is sent is what was shown, and nothing goes out (no look-up of
 * a name either) before the user has said so, in a workspace that is trusted.
 */
import type { RenderResult } from '../../../server/src/protocol';
import { answerText } from './answer';
import { type Button, type Dialog, dialogOf, SEND, STORE } from './dialog';
import { type Plan, planSend } from './plan';
import type { Credential, Outcome, Sender } from './types';

/** The editor around a test send. */
export interface Editor {
  isTrusted(): boolean;
  /** As the user has set it: whether this machine and private networks may be sent to. */
  allowsPrivate(): boolean;
  /** The template for the active user; with details. */
  render(): Promise<{ readonly result: RenderResult; readonly user: string }>;
  /** The stored credentials of a host. */
  credentialsOf(host: string): Promise<readonly Credential[]>;
  /** Asks for a credential and keeps it; false when the user thought better of it. */
  storeCredential(host: string, header: string): Promise<boolean>;
  /** Undefined when the user left the dialog. */
  confirm(dialog: Dialog): PromiseLike<Button | undefined>;
  /** Runs while the user can cancel it. */
  cancellable<T>(title: string, run: (signal: AbortSignal) => Promise<T>): PromiseLike<T>;
  show(answer: string): PromiseLike<unknown>;
  say(sentence: string): void;
  askForTrust(): PromiseLike<unknown>;
  /** ISO 8601. */
  now(): string;
}

/** @param sender null where the platform cannot check where a connection leads: in a browser */
export async function sendTest(editor: Editor, sender: Sender | null): Promise<void> {
  if (sender === null) {
    editor.say(
      'Test sends need VS Code on the desktop: a browser cannot check where a connection leads. Copy the request as cURL instead.',
    );
    return;
  }
  if (!editor.isTrusted()) {
    await editor.askForTrust();
    return;
  }
  const plan = await confirmed(editor, sender);
  // Trust may have gone while the dialog stood open.
  if (!plan || !editor.isTrusted()) return;
  const at = editor.now();
  const outcome: Outcome = await editor.cancellable(`Sending to ${plan.url.host}…`, (signal) =>
    sender.send(plan.request, { allowPrivate: editor.allowsPrivate(), signal }),
  );
  if (outcome.kind === 'answered') await editor.show(answerText(plan, outcome.answer, at));
  else if (outcome.kind === 'failed') editor.say(outcome.reason);
}

/** Shows the request until the user sends it or leaves it; null when left. */
async function confirmed(editor: Editor, sender: Sender): Promise<Plan | null> {
  for (;;) {
    const { result, user } = await editor.render();
    const host = hostOf(result.request?.url);
    const plan = planSend(result, user, host === null ? [] : await editor.credentialsOf(host));
    const refusal = 'refusal' in plan ? plan.refusal : sender.refusal(plan.url, editor.allowsPrivate());
    if ('refusal' in plan || refusal !== null) {
      editor.say(refusal ?? '');
      return null;
    }
    const choice = await editor.confirm(dialogOf(plan));
    if (choice === SEND) return plan;
    const lacking = plan.lacking[0];
    if (choice !== STORE || !lacking || !(await editor.storeCredential(plan.url.host, lacking.name))) return null;
  }
}

/** The host of a URL with its port, as a credential is bound to it; null where there is none. */
export function hostOf(url: string | undefined): string | null {
  return url !== undefined && URL.canParse(url) ? new URL(url).host || null : null;
}
