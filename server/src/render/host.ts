/**
 * Where rendering runs so that it can be killed: one warm worker, one job at a time. The platform's workers come through
 * the small interface `SpawnWorker`; a job that does not end in time, or ends its worker, is answered all the same.
 */
import { TOO_SLOW } from './errors';
import { defaultLimits, type RenderContext, type Rendered } from './types';

/** The texts of one document, rendered one after the other. */
export interface RenderJob {
  readonly texts: readonly string[];
  readonly context: RenderContext;
}

/** What a worker says: that it is there, and each text as it is done. */
export type WorkerMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'rendered'; readonly job: number; readonly index: number; readonly rendered: Rendered };

/** What a worker is told. */
export interface WorkerRequest {
  readonly id: number;
  readonly job: RenderJob;
}

export interface RenderWorker {
  post(request: WorkerRequest): void;
  terminate(): void;
}

/** Starts a worker. `fail` is called at most once, when it ended by itself. */
export type SpawnWorker = (receive: (message: WorkerMessage) => void, fail: (reason: string) => void) => RenderWorker;

export interface RenderHost {
  /** Never rejects but for a host that was disposed. */
  render(job: RenderJob): Promise<readonly Rendered[]>;
  dispose(): void;
}

/** Milliseconds that a worker may take beyond the limit, which it is to keep by itself. */
const GRACE = 500;

/** Milliseconds that a worker may take to start. */
const START = 20_000;

const CLOSED = 'The renderer was closed.';

interface Pending {
  readonly id: number;
  readonly job: RenderJob;
  readonly done: Rendered[];
  readonly resolve: (rendered: readonly Rendered[]) => void;
}

/** A host that starts its worker with the first job and keeps one waiting from then on. */
export function createRenderHost(spawn: SpawnWorker): RenderHost {
  const queue: Pending[] = [];
  let worker: RenderWorker | null = null;
  let isReady = false;
  let current: Pending | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let isDisposed = false;
  let nextId = 1;

  function start(): RenderWorker {
    isReady = false;
    const mine: RenderWorker = spawn(
      (message) => {
        if (mine === worker) receive(message);
      },
      (reason) => {
        if (mine === worker) end(reason);
      },
    );
    return mine;
  }

  function next(): void {
    if (current || isDisposed) return;
    current = queue.shift() ?? null;
    if (!current) return;
    worker ??= start();
    worker.post({ id: current.id, job: current.job });
    watch();
  }

  /** The time of a job counts from when its worker is there. */
  function watch(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!current) return;
    const { time } = current.job.context.limits;
    timer = setTimeout(() => end(TOO_SLOW), isReady ? time + GRACE : START);
  }

  function receive(message: WorkerMessage): void {
    if (message.type === 'ready') {
      isReady = true;
      watch();
      return;
    }
    if (!current || message.job !== current.id) return;
    current.done[message.index] = message.rendered;
    if (current.done.length === current.job.texts.length) settle(current);
  }

  /** The worker is of no more use: what it had not done is answered as stopped, and another one takes its place. */
  function end(reason: string): void {
    worker?.terminate();
    worker = null;
    if (current) settle(current, reason);
    else if (!isDisposed) worker = start();
  }

  function settle(pending: Pending, reason = ''): void {
    current = null;
    watch();
    pending.resolve(pending.job.texts.map((text, i) => pending.done[i] ?? stopped(text, reason)));
    if (!worker && !isDisposed) worker = start();
    next();
  }

  return {
    render(job) {
      if (isDisposed) return Promise.reject(new Error(CLOSED));
      if (job.texts.length === 0) return Promise.resolve([]);
      return new Promise((resolve) => {
        queue.push({ id: nextId++, job, done: [], resolve });
        next();
      });
    },
    dispose() {
      isDisposed = true;
      const waiting = queue.splice(0);
      end(CLOSED);
      for (const pending of waiting) settle(pending, CLOSED);
    },
  };
}

function stopped(text: string, reason: string): Rendered {
  const span = { start: 0, end: text.length };
  return {
    output: '',
    aborted: null,
    problems: [{ code: 'render-limit', severity: 'error', message: reason, span }],
    calls: [],
    reads: [],
    trace: [],
    entered: [],
    abortedAt: null,
  };
}

/** The heap that a worker may fill, in megabytes; platforms that cannot bound it kill by time alone. */
export const workerMemory = defaultLimits.memory;
