/** What a rule is. One file a rule, named after its code; `index.ts` is the list. */
import type { Docset } from '../docset/types';
import type { Field, TemplateDocument } from '../document/types';
import type { AnyNode, NodeKind, NodeOf, Problem, Span } from '../liquid';
import type { WorkspaceView } from '../workspace/types';

export type Severity = 'error' | 'warning' | 'info' | 'hint';

export type Category =
  | 'syntax'
  | 'conditions'
  | 'variables'
  | 'names'
  | 'context'
  | 'connected_content'
  | 'webhook'
  | 'payload'
  | 'file';

export interface RuleContext {
  readonly document: TemplateDocument;
  /** The field being walked; the body in `check`. */
  readonly field: Field;
  readonly docset: Docset;
  readonly workspace: WorkspaceView;
  /** The nodes above the visited one, outermost (the template) first. */
  readonly ancestors: readonly AnyNode[];
  /** Offsets in the field's text. */
  report(problem: Omit<Problem, 'code'>, field?: Field): void;
  /** For things outside any field: offsets in the file. */
  reportInFile(problem: Omit<Problem, 'code'>): void;
}

/** A visit of one node kind. */
export type Visitor = { readonly [K in NodeKind]?: (node: NodeOf<K>, context: RuleContext) => void };

/** An edit of the field's text (or the file's, for a problem in the file). */
export interface Edit {
  readonly span: Span;
  readonly newText: string;
}

export interface Fix {
  /** In the imperative: "Replace by 'upcase'". */
  readonly title: string;
  readonly edits: readonly Edit[];
  /** A safe fix cannot change what is sent but for the better: "fix all" and on-save take it. */
  readonly safe: boolean;
}

export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  readonly category: Category;
  /** One line for lists and docs. */
  readonly title: string;
  /** Braze's page that says so. */
  readonly href?: string;
  /** A visitor per field, made anew for each, so that it may keep state in its closure. Absent for problems found by the parser. */
  readonly visit?: (context: RuleContext) => Visitor;
  /** What needs the whole document; runs once. */
  readonly check?: (context: RuleContext) => void;
  /**
   * Where one rule has problems of several weights: the severity of this one, or null when the docset shows that it is
   * none. A setting of the config wins over a severity.
   */
  readonly severityOf?: (problem: Problem, docset: Docset) => Severity | null;
  /** Fixes for one of its problems; spans as in the problem. */
  readonly fix?: (problem: Problem, context: RuleContext) => readonly Fix[];
}
