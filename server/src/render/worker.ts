/** What a worker does, whatever platform it runs on: jobs in, rendered texts out. */
import type { WorkerMessage, WorkerRequest } from './host';
import { renderText } from './renderText';

/** Renders a job's texts; all of them share its time. */
export function work({ id, job }: WorkerRequest, send: (message: WorkerMessage) => void): void {
  const started = performance.now();
  const { limits } = job.context;
  for (const [index, text] of job.texts.entries()) {
    const left = Math.max(1, limits.time - (performance.now() - started));
    const rendered = renderText(text, { ...job.context, limits: { ...limits, time: left } });
    send({ type: 'rendered', job: id, index, rendered });
  }
}
