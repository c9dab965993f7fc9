/** The payload proof as the rules see it: run once for a document, its problems handed to the rule of each code. */
import type { TemplateDocument } from '../document/types';
import { type Output, type Problem, parse, pathTo, type Span, type Template } from '../liquid';
import { type PayloadContext, type PayloadProblem, provePayload } from '../payload';
import type { ContentBlock, WorkspaceView } from '../workspace/types';
import { dataValue } from './fixes';
import type { Fix, Rule, RuleContext } from './rule';

interface Proved {
  readonly workspace: WorkspaceView;
  readonly problems: readonly PayloadProblem[];
}

/** A document is a value: what was proved of it holds as long as the workspace is the same. */
const proved = new WeakMap<TemplateDocument, Proved>();
const parsedBlocks = new WeakMap<ContentBlock, Template>();

/** All problems of a document's payload; none where its body is no JSON. Spans count in the body. */
export function payloadProblems({
  document,
  docset,
  workspace,
}: Pick<RuleContext, 'document' | 'docset' | 'workspace'>): readonly PayloadProblem[] {
  const known = proved.get(document);
  if (known && known.workspace === workspace) return known.problems;
  const problems = isProvable(document) ? prove(document, docset, workspace) : [];
  proved.set(document, { workspace, problems });
  return problems;
}

function isProvable({ partner, isJson, text }: TemplateDocument): boolean {
  // Nothing has been written yet.
  if (text.trim() === '') return false;
  const format = partner?.template.body?.format;
  return format === undefined ? isJson : format === 'json' || format === 'form';
}

function prove(
  document: TemplateDocument,
  docset: RuleContext['docset'],
  workspace: WorkspaceView,
): readonly PayloadProblem[] {
  return provePayload(document.body.tree, payloadContext(document, docset, workspace)).problems;
}

/** What a document's payload is judged by. */
export function payloadContext(
  { partner, outsideNames }: TemplateDocument,
  docset: RuleContext['docset'],
  workspace: WorkspaceView,
): PayloadContext {
  return {
    template: partner?.template ?? null,
    valueLists: partner?.partner.valueLists ?? {},
    contentBlocks: new Map([...workspace.contentBlocks].map(([name, block]) => [name, parsedBlock(block)])),
    attributes: docset.attributes,
    outsideNames,
  };
}

function parsedBlock(block: ContentBlock): Template {
  const known = parsedBlocks.get(block);
  if (known) return known;
  const tree = parse(block.text);
  parsedBlocks.set(block, tree);
  return tree;
}

/** A rule whose findings are the proof's problems of its code. */
export function proofRule(rule: Omit<Rule, 'check' | 'visit'>): Rule {
  return { ...rule, check: (context) => reportProblems(rule.code, context) };
}

/** Reports the proof's problems of one code. */
export function reportProblems(code: string, context: RuleContext): void {
  for (const problem of payloadProblems(context))
    if (problem.code === code) context.report(problem, context.document.body);
}

/** The output that a problem names in `data.output`; null when it stands in a content block. */
function outputOf(problem: Problem, { field }: RuleContext): Output | null {
  const start = dataValue(problem, 'output');
  if (typeof start !== 'number') return null;
  const node = pathTo(field.tree, start + 1).find((one) => one.kind === 'output' && one.start === start);
  return node?.kind === 'output' && node.closed ? node : null;
}

/** Adds a filter to the output that a problem names. */
export function addFilter(problem: Problem, context: RuleContext, filter: string, safe: boolean): readonly Fix[] {
  const output = outputOf(problem, context);
  if (!output) return [];
  const end = output.value.end;
  return [{ title: `Add '| ${filter}'`, edits: [{ span: { start: end, end }, newText: ` | ${filter}` }], safe }];
}

/** The inside of a span that begins and ends with a quote. */
export function unquoted({ start, end }: Span): readonly { readonly span: Span; readonly newText: string }[] {
  return [
    { span: { start, end: start + 1 }, newText: '' },
    { span: { start: end - 1, end }, newText: '' },
  ];
}
