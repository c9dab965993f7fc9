/** Render workers in Node: threads with a heap of their own, bounded. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type SpawnWorker, type WorkerMessage, workerMemory } from './host';

/** Starts workers from a bundled file. They do not keep the process alive. */
export function spawnFrom(file: string): SpawnWorker {
  return (receive, fail) => {
    const worker = new Worker(file, {
      resourceLimits: { maxOldGenerationSizeMb: workerMemory, maxYoungGenerationSizeMb: 32 },
      // Nothing of the process's environment or its flags is a template's business.
      env: {},
      execArgv: [],
    });
    worker.unref();
    worker.on('message', (message: WorkerMessage) => receive(message));
    worker.on('error', (error: Error & { readonly code?: string }) =>
      fail(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? `Rendering needed more than ${workerMemory} MB of memory and was stopped.`
          : `Rendering ended unexpectedly: ${error.message}`,
      ),
    );
    return { post: (request) => worker.postMessage(request), terminate: () => void worker.terminate() };
  };
}

/** The worker that a build leaves beside the running file. */
export const spawnNodeWorker: SpawnWorker = (receive, fail) =>
  spawnFrom(join(__dirname, 'render-worker.js'))(receive, fail);
