/** Signature help: which argument of a filter, an option or a tag is being written, and what it means. */
import type { MarkupContent, Position, SignatureHelp, SignatureInformation } from 'vscode-languageserver-types';
import type { FilterEntry, TagEntry, TagOption } from '../docset/types';
import type { TemplateDocument } from '../document/types';
import type { FeatureContext } from './context';
import { cursorAt, type Use } from './cursor';
import { filterSignature, optionDocs, parameterLabel } from './docs';
import { markdown } from './markdown';

/** The signature around a position; null outside of arguments. */
export function signatureHelp(
  document: TemplateDocument,
  position: Position,
  context: FeatureContext,
): SignatureHelp | null {
  const cursor = cursorAt(document, position);
  const { docset } = context;
  switch (cursor.at) {
    case 'expression':
    case 'number':
      return ofUse(cursor.use, context);
    case 'argument-name':
      return found(docset.filters.get(cursor.filter.name.text), (entry) => help(filterInformation(entry), 0));
    case 'option-value': {
      const tag = docset.tags.get(cursor.tag.name);
      const option = tag?.options?.find((candidate) => candidate.name === cursor.option);
      return option === undefined || option.flag === true ? null : help(optionInformation(option), 0);
    }
    default:
      return null;
  }
}

function ofUse(use: Use, { docset }: FeatureContext): SignatureHelp | null {
  if (use.kind === 'call') return found(docset.tags.get(use.tag.name), (entry) => help(tagInformation(entry), 0));
  if (use.kind !== 'argument') return null;
  const entry = docset.filters.get(use.filter.name.text);
  if (entry === undefined || entry.parameters.length === 0) return null;
  const named = entry.parameters.findIndex((parameter) => parameter.name === use.keyword);
  const index = use.keyword === null || named < 0 ? use.index : named;
  return help(filterInformation(entry), Math.min(index, entry.parameters.length - 1));
}

function help(signature: SignatureInformation, activeParameter: number): SignatureHelp {
  return { signatures: [signature], activeSignature: 0, activeParameter };
}

function filterInformation(entry: FilterEntry): SignatureInformation {
  const label = filterSignature(entry);
  let from = entry.name.length;
  return {
    label,
    documentation: markdown([entry.description]),
    parameters: entry.parameters.map((parameter) => {
      const start = label.indexOf(parameterLabel(parameter), from);
      from = start + parameterLabel(parameter).length;
      return { label: [start, from], documentation: markdown([`_${parameter.type}_`, parameter.description]) };
    }),
  };
}

function optionInformation(option: TagOption): SignatureInformation {
  const value = option.values?.join(' | ') ?? option.value ?? 'value';
  const label = `:${option.name} ${value}`;
  return { label, documentation: optionText(option), parameters: [{ label: [option.name.length + 2, label.length] }] };
}

const optionText = (option: TagOption): MarkupContent => ({ ...optionDocs(option), value: option.description });

function tagInformation(entry: TagEntry): SignatureInformation {
  const open = entry.syntax.indexOf('(');
  const close = entry.syntax.indexOf(')', open);
  const parameters: SignatureInformation['parameters'] = open < 0 || close < 0 ? [] : [{ label: [open + 1, close] }];
  return { label: entry.syntax, documentation: markdown([entry.description]), parameters };
}

function found<T>(entry: T | undefined, render: (entry: T) => SignatureHelp): SignatureHelp | null {
  return entry === undefined ? null : render(entry);
}
