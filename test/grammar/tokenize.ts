/** Runs our TextMate grammars in VS Code's own engine, beside the real grammars of HTML, YAML and Markdown that they embed. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { IGrammar, IRawGrammar, Registry } from 'vscode-textmate';

const require = createRequire(join(process.cwd(), 'package.json'));
// Both are UMD modules, whose names Node cannot import.
const oniguruma = require('vscode-oniguruma') as typeof import('vscode-oniguruma');
const textmate = require('vscode-textmate') as typeof import('vscode-textmate');

/** Scope name → file: ours, and those that VS Code ships. */
const files: Readonly<Record<string, string>> = {
  'text.html.braze-liquid': 'syntaxes/braze-liquid.tmLanguage.json',
  'markdown.braze-liquid.codeblock': 'syntaxes/markdown-fence.tmLanguage.json',
  'text.html.markdown': require.resolve('tm-grammars/grammars/markdown.json'),
  'text.html.basic': require.resolve('tm-grammars/grammars/html.json'),
  'text.html.derivative': require.resolve('tm-grammars/grammars/html-derivative.json'),
  'source.yaml': require.resolve('tm-grammars/grammars/yaml.json'),
  'source.json': require.resolve('tm-grammars/grammars/json.json'),
};

let registry: Registry | undefined;

/** The grammar of a scope name; throws when it is not one of `files`. */
export async function grammar(scopeName: string): Promise<IGrammar> {
  registry ??= await makeRegistry();
  const found = await registry.loadGrammar(scopeName);
  if (found === null) throw new Error(`no grammar ${scopeName}`);
  return found;
}

async function makeRegistry(): Promise<Registry> {
  await oniguruma.loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')).buffer as ArrayBuffer);
  return new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: async (scope) => {
      const file = files[scope];
      return file === undefined ? null : (JSON.parse(readFileSync(file, 'utf8')) as IRawGrammar);
    },
    getInjections: (scope) => (scope === 'text.html.markdown' ? ['markdown.braze-liquid.codeblock'] : []),
  });
}

export interface Token {
  readonly text: string;
  /** Outermost first, without the root. */
  readonly scopes: readonly string[];
}

/** Every line of a text as tokens. */
export function tokenize(language: IGrammar, text: string): readonly (readonly Token[])[] {
  let state = textmate.INITIAL;
  return text.split('\n').map((line) => {
    const result = language.tokenizeLine(line, state);
    state = result.ruleStack;
    return result.tokens.map((token) => ({
      text: line.slice(token.startIndex, token.endIndex),
      scopes: token.scopes.slice(1),
    }));
  });
}

/** A snapshot to read: each line, and under it its tokens with their scopes. Neighbours of the same scopes are one, blank ones left out. */
export function snapshot(language: IGrammar, text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const rows = tokenize(language, lines.join('\n')).flatMap((tokens, index) => [
    `${index + 1}| ${lines[index]}`,
    ...merge(tokens)
      .filter((token) => token.text.trim() !== '')
      .map((token) => `    ${token.text.trim()}  ← ${token.scopes.join(' ') || '(root)'}`),
  ]);
  return `${rows.join('\n')}\n`;
}

function merge(tokens: readonly Token[]): readonly Token[] {
  const merged: Token[] = [];
  for (const token of tokens) {
    const last = merged.at(-1);
    if (last !== undefined && last.scopes.join(' ') === token.scopes.join(' ')) {
      merged[merged.length - 1] = { text: last.text + token.text, scopes: last.scopes };
    } else {
      merged.push(token);
    }
  }
  return merged;
}
