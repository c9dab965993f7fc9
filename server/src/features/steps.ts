/** Work that goes from file to file: a server stops it between two of them, everybody else runs it to its end. */
import type { WorkspaceView } from '../workspace/types';

/** Yields where it may be stopped. */
export type Steps<T> = Generator<void, T, void>;

/** The answer, without a stop. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

/** Whether an answer is still to be worked out. */
export function isSteps<T>(answer: T | Steps<T>): answer is Steps<T> {
  return typeof answer === 'object' && answer !== null && 'next' in answer && typeof answer.next === 'function';
}

/** An answer from the names in all files, which may have to be read first: that is most of the work. */
export function* withNames<T>({ files }: WorkspaceView, run: () => T | Steps<T>): Steps<T> {
  for (const file of files) {
    void file.names;
    yield;
  }
  const answer = run();
  return isSteps(answer) ? yield* answer : answer;
}
