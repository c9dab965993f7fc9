/** A check's report in the formats that people and other tools read. */
import type { FileDiagnostic } from '../check';
import { rules } from '../rules';
import type { Severity } from '../rules/rule';

export interface FileReport {
  readonly path: string;
  readonly diagnostics: readonly FileDiagnostic[];
}

export interface CheckReport {
  readonly version: 1;
  readonly files: readonly FileReport[];
  readonly summary: {
    readonly files: number;
    readonly errors: number;
    readonly warnings: number;
    readonly infos: number;
    readonly hints: number;
  };
}

const formats = { pretty, json, sarif, github };

export type CheckFormat = keyof typeof formats;

/** Whether there is a format of this name. */
export const isCheckFormat = (name: string): name is CheckFormat => Object.hasOwn(formats, name);

/** The report as text, with a line break at its end where there is anything to say. */
export const formatCheck = (report: CheckReport, format: CheckFormat): string => formats[format](report);

function json(report: CheckReport): string {
  const files = report.files.map((file) => ({
    path: file.path,
    diagnostics: file.diagnostics.map(({ code, severity, message, range, href }) => ({
      code,
      severity,
      message,
      range,
      href,
    })),
  }));
  return `${JSON.stringify({ ...report, files }, null, 2)}\n`;
}

function pretty(report: CheckReport): string {
  const out: string[] = [];
  for (const file of report.files) {
    if (file.diagnostics.length === 0) continue;
    out.push(file.path);
    const rows = file.diagnostics.map((diagnostic) => [
      `${diagnostic.range.start.line + 1}:${diagnostic.range.start.character + 1}`,
      diagnostic.severity,
      diagnostic.message,
      diagnostic.code,
    ]);
    const places = Math.max(...rows.map((row) => row[0]!.length));
    for (const [place, severity, message, code] of rows) {
      out.push(`  ${place!.padStart(places)}  ${severity!.padEnd(7)}  ${message}  ${code}`);
    }
    out.push('');
  }
  const { files, errors, warnings, infos, hints } = report.summary;
  const counts = [plural(errors, 'error'), plural(warnings, 'warning'), plural(infos, 'info'), plural(hints, 'hint')];
  out.push(`${plural(files, 'file')} checked: ${counts.join(', ')}.`);
  return `${out.join('\n')}\n`;
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** GitHub Actions workflow commands: annotations on the lines of a pull request. */
function github(report: CheckReport): string {
  const levels: Readonly<Record<Severity, string>> = {
    error: 'error',
    warning: 'warning',
    info: 'notice',
    hint: 'notice',
  };
  const lines = report.files.flatMap((file) =>
    file.diagnostics.map(({ severity, range, code, message }) => {
      const place = [
        `file=${escapeProperty(file.path)}`,
        `line=${range.start.line + 1}`,
        `endLine=${range.end.line + 1}`,
        `col=${range.start.character + 1}`,
        `endColumn=${range.end.character + 1}`,
        `title=${escapeProperty(code)}`,
      ];
      return `::${levels[severity]} ${place.join(',')}::${escapeData(message)}`;
    }),
  );
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

const escapeData = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const escapeProperty = (text: string): string => escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** SARIF 2.1.0. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
function sarif(report: CheckReport): string {
  const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };
  const used = new Set(report.files.flatMap((file) => file.diagnostics.map((diagnostic) => diagnostic.code)));
  const described = rules
    .filter((rule) => used.has(rule.code))
    .map((rule) => ({
      id: rule.code,
      shortDescription: { text: rule.title },
      defaultConfiguration: { level: levels[rule.severity] },
      helpUri: rule.href,
    }));
  const results = report.files.flatMap((file) =>
    file.diagnostics.map(({ code, severity, message, range }) => ({
      ruleId: code,
      level: levels[severity],
      message: { text: message },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: encodeURI(file.path), uriBaseId: 'SRCROOT' },
            region: {
              startLine: range.start.line + 1,
              startColumn: range.start.character + 1,
              endLine: range.end.line + 1,
              endColumn: range.end.character + 1,
            },
          },
        },
      ],
    })),
  );
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'braze-liquid', rules: described } }, columnKind: 'utf16CodeUnits', results }],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
