/** Problems, each leading to its place in the template. */
import { jump, place } from './jump';
import type { Problem } from './messages';
import { type Element, h } from './node';

/** All problems of a rendering; false where there are none. */
export function problemList(problems: readonly Problem[]): Element | false {
  if (problems.length === 0) return false;
  return h(
    'details',
    { id: 'problems', open: true, class: 'section' },
    h('summary', {}, h('h2', {}, 'Problems'), h('span', { class: 'count' }, String(problems.length))),
    h('ul', { class: 'problems' }, problems.map(problemItem)),
  );
}

const SEVERITIES: Readonly<Record<Problem['severity'], string>> = {
  error: 'Error',
  warning: 'Warning',
  info: 'Information',
  hint: 'Hint',
};

/** One problem, with the way to its place. */
export function problemItem(problem: Problem): Element {
  return h(
    'li',
    {},
    jump(
      problem.range,
      `problem ${problem.severity}`,
      h('span', { class: 'severity' }, SEVERITIES[problem.severity]),
      ' ',
      h('span', { class: 'text' }, problem.message),
      ' ',
      h('span', { class: 'place' }, place(problem.range)),
    ),
  );
}
