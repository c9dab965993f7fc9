/** Semantic tokens: colours by meaning, from the tree. */
import type { Range, SemanticTokens } from 'vscode-languageserver-types';
import type { Docset, Entry } from '../docset/types';
import type { Field, TemplateDocument } from '../document/types';
import { type AnyNode, type Span, walk } from '../liquid';
import { scopeOf } from '../rules/scope';
import type { FeatureContext } from './context';

const TYPES = [
  'keyword',
  'variable',
  'property',
  'function',
  'namespace',
  'parameter',
  'string',
  'number',
  'operator',
] as const;
const MODIFIERS = ['declaration', 'deprecated'] as const;

type TokenType = (typeof TYPES)[number];
type Modifier = (typeof MODIFIERS)[number];

/** What the numbers in the tokens mean. */
export const semanticTokensLegend: { readonly tokenTypes: string[]; readonly tokenModifiers: string[] } = {
  tokenTypes: [...TYPES],
  tokenModifiers: [...MODIFIERS],
};

interface Token extends Span {
  readonly type: TokenType;
  readonly modifiers: readonly Modifier[];
}

/** The tokens of a document, or of a range of it. A token never spans lines. */
export function semanticTokens(
  document: TemplateDocument,
  range: Range | null,
  context: FeatureContext,
): SemanticTokens {
  const tokens = document.fields.flatMap((field) =>
    tokensOf(field, context).map((token) => ({
      ...token,
      start: field.map.toFile(token.start),
      end: field.map.toFile(token.end),
    })),
  );
  tokens.sort((a, b) => a.start - b.start);
  const data: number[] = [];
  let line = 0;
  let character = 0;
  let behind = 0;
  for (const token of tokens) {
    if (token.start < behind || token.end <= token.start) continue;
    const start = document.lines.positionAt(token.start);
    const end = document.lines.positionAt(token.end);
    if (start.line !== end.line) continue;
    if (range !== null && (start.line < range.start.line || start.line > range.end.line)) continue;
    behind = token.end;
    const modifiers = token.modifiers.reduce((bits, modifier) => bits | (1 << MODIFIERS.indexOf(modifier)), 0);
    data.push(
      start.line - line,
      start.line === line ? start.character - character : start.character,
      end.character - start.character,
      TYPES.indexOf(token.type),
      modifiers,
    );
    ({ line, character } = start);
  }
  return { data };
}

function tokensOf(field: Field, { docset }: FeatureContext): readonly Token[] {
  const { definitions } = scopeOf(field.tree, docset.tags);
  const made = new Set(definitions.map((definition) => definition.name));
  const tokens: Token[] = [];
  walk(field.tree, {
    enter(node) {
      tokens.push(...tokensOfNode(node, docset, made));
    },
  });
  return tokens;
}

/** The tokens that a node adds by itself, its children's aside. `made`: the names of the field's variables. */
function tokensOfNode(node: AnyNode, docset: Docset, made: ReadonlySet<string>): readonly Token[] {
  switch (node.kind) {
    case 'tag': {
      const { markup } = node;
      const target =
        markup.shape === 'assign' || markup.shape === 'target'
          ? markup.target
          : markup.shape === 'for'
            ? markup.variable
            : null;
      const isNamed = node.name !== '' && node.name !== '#';
      return [
        ...(isNamed ? token(node.nameSpan, 'keyword', ofStatus(docset.tags.get(node.name))) : []),
        ...token(target, 'variable', ['declaration']),
      ];
    }
    case 'filter':
      return token(node.name, 'function', ofStatus(docset.filters.get(node.name.text)));
    case 'argument':
    case 'option':
      return token(node.name, 'parameter');
    case 'variable': {
      const isNamespace = node.name !== null && !made.has(node.name.text) && docset.namespaces.has(node.name.text);
      return token(node.name, isNamespace ? 'namespace' : 'variable');
    }
    case 'attribute': {
      const entry = docset.attributes.get(node.namespace?.text ?? '')?.get(node.key.text);
      return [...token(node.namespace, 'namespace'), ...token(node.key.textSpan, 'property', ofStatus(entry))];
    }
    case 'segment':
      return token(node.bracketed ? null : node.name, 'property');
    case 'string':
    case 'number':
    case 'keyword':
      return token(node, node.kind);
    case 'comparison':
    case 'logical':
      return token(node.operatorSpan, 'operator');
    default:
      return [];
  }
}

function token(span: Span | null, type: TokenType, modifiers: readonly Modifier[] = []): readonly Token[] {
  return span === null ? [] : [{ start: span.start, end: span.end, type, modifiers }];
}

function ofStatus(entry: Entry | undefined): readonly Modifier[] {
  return entry?.status === 'deprecated' || entry?.status === 'unsupported' ? ['deprecated'] : [];
}
