/** The render worker's entry for the web. */
import type { WorkerMessage, WorkerRequest } from './host';
import { work } from './worker';

interface WorkerScope {
  onmessage: ((event: { readonly data: WorkerRequest }) => void) | null;
  postMessage(message: WorkerMessage): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => work(data, (message) => scope.postMessage(message));
scope.postMessage({ type: 'ready' });
