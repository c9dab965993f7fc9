/**
 * The runner: the documents' own problems, the parser's, and one walk over each field that feeds all rules; then what is
 * switched off, suppressed or said better by another code is left out.
 */
import type { Docset } from '../docset/types';
import type { Field, TemplateDocument } from '../document/types';
import { type AnyNode, type NodeKind, type Problem, type Span, walk } from '../liquid';
import type { Config, WorkspaceView } from '../workspace/types';
import { withoutAftermath } from './aftermath';
import { withoutDoubles } from './precedence';
import type { Edit, Fix, Rule, RuleContext, Severity, Visitor } from './rule';
import { fileSuppressions, type Suppressions, suppressionsOf } from './suppress';

/** A problem as the outside sees it. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Offsets in the file. */
  readonly span: Span;
  /** The documentation that says so. */
  readonly href?: string;
  readonly data?: unknown;
  /** Spans are offsets in the file. */
  readonly related?: readonly { readonly message: string; readonly span: Span }[];
  readonly rule: Rule;
  /** The field it stands in, with `problem` counting in that field's text; null for the file outside of its fields. */
  readonly field: Field | null;
  readonly problem: Problem;
}

export interface CheckContext {
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
}

/** All findings of a document by the given rules, in the order of the file. */
export function checkWith(
  rules: ReadonlyMap<string, Rule>,
  document: TemplateDocument,
  context: CheckContext,
): readonly Finding[] {
  const { config } = context.workspace;
  const findings: Finding[] = [];
  const add = (problem: Problem, field: Field | null): void => {
    const rule = rules.get(problem.code);
    const severity = rule && gradeOf(rule, problem, context);
    if (rule && severity) findings.push(findingOf(rule, severity, problem, field));
  };
  const active = [...rules.values()].filter((rule) => severityOf(rule, config) !== null);
  for (const problem of document.problems) add(problem, null);
  const suppressions = new Map<Field | null, Suppressions>();
  for (const field of document.fields) {
    for (const problem of field.tree.problems) add(problem, field);
    suppressions.set(field, walkField(active, field, document, context, add));
  }
  for (const rule of active) rule.check?.(contextOf(rule, document.body, [], document, context, add));
  const suppressesInFile = fileSuppressions(document);
  const wanted = findings.filter(
    ({ code, problem, field, span }) =>
      !suppressions.get(field)?.suppresses(code, problem.span.start) && !suppressesInFile(code, span.start),
  );
  const ordered = withoutDoubles(wanted).sort(
    (a, b) =>
      a.span.start - b.span.start || a.span.end - b.span.end || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
  return withoutAftermath(ordered);
}

/** What a rule's findings weigh under a config; null when it is off. */
function severityOf(rule: Rule, config: Config): Severity | null {
  const setting = config.rules[rule.code];
  return setting === 'off' ? null : (setting ?? rule.severity);
}

/** The quick fixes for a finding; their edits count in the file. */
export function fixesFor(finding: Finding, document: TemplateDocument, context: CheckContext): readonly Fix[] {
  const { rule, field, problem } = finding;
  const fixes =
    rule.fix?.(
      problem,
      contextOf(rule, field ?? document.body, [], document, context, () => {}),
    ) ?? [];
  if (!field) return fixes;
  return fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => editInFile(edit, field, document.text)) }));
}

function gradeOf(rule: Rule, problem: Problem, { docset, workspace }: CheckContext): Severity | null {
  const setting = workspace.config.rules[rule.code];
  const own = rule.severityOf ? rule.severityOf(problem, docset) : rule.severity;
  if (own === null || setting === 'off') return null;
  return setting ?? own;
}

type Report = (problem: Problem, field: Field | null) => void;

function contextOf(
  rule: Rule,
  field: Field,
  ancestors: readonly AnyNode[],
  document: TemplateDocument,
  { docset, workspace }: CheckContext,
  add: Report,
): RuleContext {
  return {
    document,
    field,
    docset,
    workspace,
    ancestors,
    report: (problem, inField = field) => add({ code: rule.code, ...problem }, inField),
    reportInFile: (problem) => add({ code: rule.code, ...problem }, null),
  };
}

function walkField(
  rules: readonly Rule[],
  field: Field,
  document: TemplateDocument,
  context: CheckContext,
  add: Report,
): Suppressions {
  const ancestors: AnyNode[] = [];
  const visits = new Map<NodeKind, ((node: AnyNode) => void)[]>();
  for (const rule of rules) {
    if (!rule.visit) continue;
    const own = contextOf(rule, field, ancestors, document, context, add);
    for (const [kind, visit] of Object.entries(rule.visit(own)) as [NodeKind, Visitor[NodeKind]][]) {
      const call = (node: AnyNode): void => (visit as (node: AnyNode, context: RuleContext) => void)(node, own);
      const same = visits.get(kind);
      if (same) same.push(call);
      else visits.set(kind, [call]);
    }
  }
  const suppressions = suppressionsOf(field.text);
  walk(field.tree, {
    enter(node) {
      if (node.kind === 'block' || node.kind === 'tag') suppressions.read(node);
      for (const visit of visits.get(node.kind) ?? []) visit(node);
      ancestors.push(node);
    },
    leave() {
      ancestors.pop();
    },
  });
  return suppressions;
}

function findingOf(rule: Rule, severity: Severity, problem: Problem, field: Field | null): Finding {
  const related = problem.related?.map(({ message, span }) => ({ message, span: inFile(span, field) }));
  return {
    code: problem.code,
    severity,
    message: problem.message,
    span: inFile(problem.span, field),
    ...(rule.href === undefined ? {} : { href: rule.href }),
    ...(problem.data === undefined ? {} : { data: problem.data }),
    ...(related ? { related } : {}),
    rule,
    field,
    problem,
  };
}

function inFile(span: Span, field: Field | null): Span {
  if (!field) return span;
  const start = field.map.toFile(span.start);
  return { start, end: Math.max(start, field.map.toFile(span.end)) };
}

/** An edit of a field's text as an edit of the file: quotes have to be written as the YAML string around them wants. */
function editInFile(edit: Edit, field: Field, text: string): Edit {
  const span = inFile(edit.span, field);
  const { linePrefix } = field.map;
  if (linePrefix) return { span, newText: edit.newText.replaceAll('\n', `\n${linePrefix}`) };
  const quote = field.role === 'body' ? '' : text[field.map.file.start - 1];
  if (quote === '"') return { span, newText: edit.newText.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n') };
  if (quote === "'") return { span, newText: edit.newText.replaceAll("'", "''") };
  return { span, newText: edit.newText };
}
