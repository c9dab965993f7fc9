/** A test send: what goes out, what comes back, and who carries it. */
import type { RenderedRequest } from '../../../server/src/protocol';

/** Carries a request to its host. Only a platform that can check where a connection leads has one. */
export interface Sender {
  /** Why a URL's host is none to send to, as far as that can be told without asking the network; null otherwise. */
  refusal(url: URL, allowPrivate: boolean): string | null;
  /** Never rejects for what the other side does: that is an outcome. */
  send(request: RenderedRequest, options: SendOptions): Promise<Outcome>;
}

export interface SendOptions {
  /** Whether loopback, private and other addresses that are not the public internet's may be sent to. */
  readonly allowPrivate: boolean;
  /** Ends the sending when the user cancels it. */
  readonly signal: AbortSignal;
}

export type Outcome =
  | { readonly kind: 'answered'; readonly answer: Answer }
  /** Nothing came back; a sentence says why. */
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'cancelled' };

export interface Answer {
  readonly status: number;
  readonly statusText: string;
  /** As they came, in their order; a name may come twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
  /** Why the body is not all there: too long, not done in time, or broken off. */
  readonly cut: 'size' | 'time' | 'broken' | null;
  /** Milliseconds from the look-up of the host to the end. */
  readonly duration: number;
}

/** Milliseconds that a test send may take as a whole. */
export const TIME_LIMIT = 2000;

/** Bytes of an answer's body that are read. */
export const SIZE_LIMIT = 1_000_000;

/** A credential as the editor's secret store keeps it. */
export interface Credential {
  /** With the port where it is not 443: `api.example.com`. */
  readonly host: string;
  readonly header: string;
  /** The header's whole value: `Bearer …`. */
  readonly value: string;
}
