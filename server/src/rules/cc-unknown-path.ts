import { suggest } from '../docset';
import type { Segment, Variable } from '../liquid';
import { isList, namesOf, type Possible, possibleValues, stepInto } from './answers';
import { dataString, didYouMean, edit } from './fixes';
import { pages } from './pages';
import type { Rule, RuleContext } from './rule';

/**
 * What it does: reports a name that the answer of a saved Connected Content call does not have, by the partner's documentation or by the mock that answers the call. Where only a mock tells, or a documentation that leaves the answer open, it is an info: either shows a part.
 * Why: what is not there prints nothing.
 * Bad: `{% connected_content https://api-pub1.passkit.io/coupon/singleUse/coupon/externalId/{{${user_id}}} :save passes %}{% if passes.__http_status_code__ == 200 %}{{passes.stats}}{% endif %}`
 * Good: `{% connected_content https://api-pub1.passkit.io/coupon/singleUse/coupon/externalId/{{${user_id}}} :save passes %}{% if passes.__http_status_code__ == 200 %}{{passes.status}}{% endif %}`
 */
export const ccUnknownPath: Rule = {
  code: 'cc-unknown-path',
  severity: 'warning',
  category: 'connected_content',
  title: 'A name that the answer does not have',
  href: pages.connectedContent,
  severityOf: (problem) => (dataString(problem, 'certain') === 'yes' ? 'warning' : 'info'),
  visit: () => ({ variable: (variable, context) => judge(variable, context) }),
  fix: (problem) => {
    const name = dataString(problem, 'replacement');
    const { start } = problem.span;
    if (name !== null) return [edit(`Replace by '${name}'`, problem.span, name)];
    if (dataString(problem, 'list') === null) return [];
    return [edit('Take the first element', { start, end: start }, '[0]')];
  },
};

function judge(variable: Variable, context: RuleContext): void {
  const { name, path } = variable;
  if (!name || path.length === 0) return;
  let values = possibleValues(name.text, variable.start, context);
  for (const segment of path) {
    if (!values) return;
    const step = stepInto(values, segment);
    if (step.missing.length === values.length) {
      report(variable, segment, step.missing, context);
      return;
    }
    values = step.values;
  }
}

function report(variable: Variable, segment: Segment, values: readonly Possible[], context: RuleContext): void {
  const { field } = context;
  const key = segment.name;
  if (!key) return;
  const owner = field.text.slice(variable.start, segment.start);
  const lists = values.every(isList);
  const names = namesOf(values);
  const near = suggest(key.text, names);
  const closed = values.find((value) => value.kind !== 'sample' && (value.kind !== 'object' || !value.shape.open));
  // A test for what may be there on a bad day is none for a name that is known in another spelling.
  if (!lists && near === null && (closed === undefined ? isOpen(values) : isTested(variable, segment, context))) return;
  const message = lists
    ? `'${owner}' is a list and has no '${key.text}', so this prints nothing. Take one of its elements, as in '${owner}[0].${key.text}', or go through them with 'for'.`
    : `${sourceOf(values, closed)} has no '${key.text}' in '${owner}', so this prints nothing.${near ? didYouMean(near) : listed(names)}`;
  const data = {
    certain: closed ? 'yes' : 'no',
    ...(lists ? { list: owner } : near ? { replacement: near } : {}),
  };
  context.report({ message, span: lists ? segment : { start: key.start, end: key.end }, data });
}

/** Whether a documentation that lists a part alone is among those who do not know the name. */
const isOpen = (values: readonly Possible[]): boolean =>
  values.some((value) => value.kind === 'object' && value.shape.open);

/** Whether it stands in a condition, or in a branch that a condition on it leads to. */
function isTested(variable: Variable, segment: Segment, { ancestors, field }: RuleContext): boolean {
  const read = field.text.slice(variable.start, segment.end);
  return ancestors.some((node) => {
    if (node.kind === 'tag') return node.markup.shape === 'condition';
    return (
      node.kind === 'branch' &&
      node.tag.markup.shape === 'condition' &&
      field.text.slice(node.tag.start, node.tag.end).includes(read)
    );
  });
}

function sourceOf(values: readonly Possible[], closed: Possible | undefined): string {
  const teller = closed ?? values.find((value) => value.kind !== 'sample');
  return teller && teller.kind !== 'sample'
    ? `The answer that ${teller.by.partner.name} documents`
    : 'The mock that answers this call';
}

/** More names than this are not told one by one. */
const MOST_TOLD = 6;

function listed(names: readonly string[]): string {
  if (names.length === 0) return '';
  const told = names.slice(0, MOST_TOLD).map((name) => `'${name}'`);
  return ` It has ${told.join(', ')}${names.length > MOST_TOLD ? ' and more' : ''}.`;
}
