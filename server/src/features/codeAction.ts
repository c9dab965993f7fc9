/** Code actions: the rules' own fixes, all safe ones at once, and comments that silence a finding. */

import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  CodeActionTriggerKind,
  type Diagnostic,
  type Range,
  type TextEdit,
} from 'vscode-languageserver-types';
import type { Field, TemplateDocument } from '../document/types';
import type { Span } from '../liquid';
import { checkDocument, type Finding, fixesFor } from '../rules';
import type { Edit, Fix } from '../rules/rule';
import { frontMatterSuppression } from '../rules/suppress';
import { type FeatureContext, fieldEdit, fileRange } from './context';
import { toDiagnostic } from './diagnostics';
import { enclosing } from './enclosing';
import { sameRange, touches } from './position';
import { refactorings } from './refactor';

/** Fixes everything that can be fixed without changing what is meant: on save, where the user asks for it. */
export const FIX_ALL = `${CodeActionKind.SourceFixAll}.brazeLiquid`;

/** What can be done in a range: about its findings first, the preferred fix ahead; then refactorings. */
export function codeActions(
  document: TemplateDocument,
  range: Range,
  asked: CodeActionContext,
  context: FeatureContext,
  canCreateFiles = true,
): readonly CodeAction[] {
  const wants = (kind: string): boolean =>
    asked.only === undefined || asked.only.some((only) => kind === only || kind.startsWith(`${only}.`));
  // An editor that asks by itself, while somebody types, wants to know of repairs alone.
  const isAsked = asked.triggerKind !== CodeActionTriggerKind.Automatic || asked.only !== undefined;
  const actions = isAsked
    ? refactorings(document, range, context, canCreateFiles).filter(({ kind }) => wants(kind!))
    : [];
  if (!wants(CodeActionKind.QuickFix) && !wants(FIX_ALL)) return actions;
  return [...repairs(document, range, asked, context, wants), ...actions];
}

function repairs(
  document: TemplateDocument,
  range: Range,
  asked: CodeActionContext,
  context: FeatureContext,
  wants: (kind: string) => boolean,
): readonly CodeAction[] {
  const findings = checkDocument(document, context);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const here = findings.filter((finding) => touches(fileRange(document, finding.span), range));
    for (const finding of here) actions.push(...fixActions(finding, document, asked, context));
    for (const action of here.flatMap((finding) => suppressActions(finding, document, asked))) {
      // Two findings of a code on a line are silenced by one comment.
      if (!actions.some((other) => other.title === action.title && sameEdit(other, action))) actions.push(action);
    }
  }
  if (wants(FIX_ALL)) actions.push(...fixAll(findings, document, context));
  return actions;
}

function fixActions(
  finding: Finding,
  document: TemplateDocument,
  asked: CodeActionContext,
  context: FeatureContext,
): readonly CodeAction[] {
  const fixes = fixesFor(finding, document, context);
  return fixes.map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [diagnosticOf(finding, document, asked)],
    ...(fix.safe && fixes.length === 1 ? { isPreferred: true } : {}),
    edit: { changes: { [document.uri]: fix.edits.map((edit) => toTextEdit(edit, document)) } },
  }));
}

/** The diagnostic as the client has it, so that it knows which squiggle the action is for. */
function diagnosticOf(finding: Finding, document: TemplateDocument, asked: CodeActionContext): Diagnostic {
  const own = toDiagnostic(finding, document);
  return asked.diagnostics.find((other) => other.code === own.code && sameRange(other.range, own.range)) ?? own;
}

function fixAll(
  findings: readonly Finding[],
  document: TemplateDocument,
  context: FeatureContext,
): readonly CodeAction[] {
  const taken: Edit[] = [];
  for (const finding of findings) {
    const fix = fixesFor(finding, document, context).find((candidate: Fix) => candidate.safe);
    // Of two fixes for one place the first counts; the next run sees what is left.
    if (fix !== undefined && !fix.edits.some((edit) => taken.some((other) => overlaps(edit.span, other.span))))
      taken.push(...fix.edits);
  }
  if (taken.length === 0) return [];
  const edits = taken.sort((a, b) => a.span.start - b.span.start).map((edit) => toTextEdit(edit, document));
  return [
    { title: 'Fix all problems that are safe to fix', kind: FIX_ALL, edit: { changes: { [document.uri]: edits } } },
  ];
}

// ── Suppression ──────────────────────────────────────────────────────────────────────────────────────────────────────

function suppressActions(
  finding: Finding,
  document: TemplateDocument,
  asked: CodeActionContext,
): readonly CodeAction[] {
  const { field, code, rule } = finding;
  // What Braze cannot read stays wrong, said or not.
  if (rule.category === 'syntax') return [];
  const inYaml = field ? null : frontMatterSuppression(document, code, finding.span);
  const edits = field
    ? suppression(code, field, finding.problem.span, document)
    : inYaml
      ? [toTextEdit(inYaml, document)]
      : [];
  if (edits.length === 0) return [];
  return [
    {
      title: `Ignore '${code}' here`,
      kind: CodeActionKind.QuickFix,
      diagnostics: [diagnosticOf(finding, document, asked)],
      edit: { changes: { [document.uri]: edits } },
    },
  ];
}

/** A comment on the line above; around the tag where that line is in the middle of one, and at the begin of a URL or header. */
function suppression(code: string, field: Field, span: Span, document: TemplateDocument): TextEdit[] {
  const { text } = field;
  const insert = (offset: number, newText: string): TextEdit =>
    fieldEdit(document, field, { start: offset, end: offset }, newText);
  const comment = (verb: string): string => `{% comment %} braze-liquid-${verb} ${code} {% endcomment %}`;
  // A line break in a URL or a header would be sent.
  if (field.role !== 'body') return [insert(0, comment('disable'))];
  const line = text.lastIndexOf('\n', span.start - 1) + 1;
  const around = enclosing(field.tree, line);
  const within = around.node !== null && around.node.kind !== 'text' && around.node.start < line ? around.node : null;
  if (within !== null) return [insert(within.start, comment('disable')), insert(within.end, comment('enable'))];
  const indentation = /^[ \t]*/.exec(text.slice(line, span.start))![0];
  return [insert(line, `${indentation}${comment('disable-next-line')}\n`)];
}

function toTextEdit({ span, newText }: Edit, document: TemplateDocument): TextEdit {
  return { range: fileRange(document, span), newText };
}

const sameEdit = (a: CodeAction, b: CodeAction): boolean => JSON.stringify(a.edit) === JSON.stringify(b.edit);
/** Two insertions at one place are in no one's way; a replaced text is. */
const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
