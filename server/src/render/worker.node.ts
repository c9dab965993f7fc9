/** The render worker's entry for Node. */
import { parentPort } from 'node:worker_threads';
import type { WorkerMessage, WorkerRequest } from './host';
import { work } from './worker';

const send = (message: WorkerMessage) => parentPort?.postMessage(message);

parentPort?.on('message', (request: WorkerRequest) => work(request, send));
send({ type: 'ready' });
