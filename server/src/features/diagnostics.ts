/** Diagnostics: the findings of the rules as LSP wants them. The same document gives the same list. */
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../document/types';
import { checkDocument, type Finding } from '../rules';
import type { Severity } from '../rules/rule';
import { type FeatureContext, fileRange } from './context';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** Codes whose place an editor shows faded or struck through. */
const TAGS: Readonly<Record<string, DiagnosticTag>> = {
  'unused-variable': DiagnosticTag.Unnecessary,
  'deprecated-name': DiagnosticTag.Deprecated,
};

/** What is wrong with a document, in the order of the file. */
export function diagnostics(document: TemplateDocument, context: FeatureContext): readonly Diagnostic[] {
  return checkDocument(document, context).map((finding) => toDiagnostic(finding, document));
}

/** One finding as a diagnostic. */
export function toDiagnostic(finding: Finding, document: TemplateDocument): Diagnostic {
  const tag = TAGS[finding.code];
  return {
    range: fileRange(document, finding.span),
    severity: SEVERITY[finding.severity],
    source: 'braze-liquid',
    code: finding.code,
    message: finding.message,
    ...(finding.href === undefined ? {} : { codeDescription: { href: finding.href } }),
    ...(tag === undefined ? {} : { tags: [tag] }),
    ...(finding.data === undefined ? {} : { data: finding.data }),
    ...(finding.related === undefined || finding.related.length === 0
      ? {}
      : {
          relatedInformation: finding.related.map(({ message, span }) => ({
            message,
            location: { uri: document.uri, range: fileRange(document, span) },
          })),
        }),
  };
}

/** A finding of a file that is no template, or is not open. */
export function fileDiagnostic({ range, severity, code, message, href }: FileFinding): Diagnostic {
  const tag = TAGS[code];
  return {
    range,
    severity: SEVERITY[severity],
    source: 'braze-liquid',
    code,
    message,
    ...(href === undefined ? {} : { codeDescription: { href } }),
    ...(tag === undefined ? {} : { tags: [tag] }),
  };
}

interface FileFinding {
  readonly range: Range;
  readonly severity: Severity;
  readonly code: string;
  readonly message: string;
  readonly href?: string;
}
