/** Render workers in the web: a worker of the server's own worker. */
import type { RenderWorker, SpawnWorker, WorkerMessage, WorkerRequest } from './host';
import { work } from './worker';

interface WebWorker {
  onmessage: ((event: { readonly data: WorkerMessage }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(request: WorkerRequest): void;
  terminate(): void;
}

interface WebScope {
  readonly Worker?: new (url: string) => WebWorker;
  readonly location?: { readonly href: string };
}

/** The worker beside the running script; where the platform gives no workers inside workers, rendering in place. */
export const spawnBrowserWorker: SpawnWorker = (receive, fail) => {
  const { Worker, location } = globalThis as unknown as WebScope;
  if (!Worker || !location) return inPlace(receive);
  try {
    const worker = new Worker(new URL('render-worker.js', location.href).href);
    worker.onmessage = ({ data }) => receive(data);
    worker.onerror = ({ message }) => fail(`Rendering ended unexpectedly: ${message ?? 'no reason was given'}`);
    return { post: (request) => worker.postMessage(request), terminate: () => worker.terminate() };
  } catch {
    return inPlace(receive);
  }
};

/** The limits that the renderer keeps by itself hold here too; only the kill from outside is missing. */
function inPlace(receive: (message: WorkerMessage) => void): RenderWorker {
  queueMicrotask(() => receive({ type: 'ready' }));
  return { post: (request) => queueMicrotask(() => work(request, receive)), terminate: () => {} };
}
