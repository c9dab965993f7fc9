/** What a worker does, whatever platform it runs on: jobs in, rendered texts out. */
import { parse, type Template } from '../liquid';
import type { WorkerMessage, WorkerRequest } from './host';
import { renderText } from './renderText';

/** Renders a job's texts; all of them share its time. */
export function work({ id, job }: WorkerRequest, send: (message: WorkerMessage) => void): void {
  const started = performance.now();
  const { limits } = job.context;
  for (const [index, text] of job.texts.entries()) {
    const left = Math.max(1, limits.time - (performance.now() - started));
    const rendered = renderText(treeOf(text), { ...job.context, limits: { ...limits, time: left } });
    send({ type: 'rendered', job: id, index, rendered });
  }
}

/** The trees of the texts rendered last: a template is rendered for one user after the other. */
const recent = new Map<string, Template>();
const MAX_RECENT = 12;

function treeOf(text: string): Template {
  const tree = recent.get(text) ?? parse(text);
  recent.delete(text);
  recent.set(text, tree);
  for (const oldest of recent.keys()) {
    if (recent.size <= MAX_RECENT) break;
    recent.delete(oldest);
  }
  return tree;
}
