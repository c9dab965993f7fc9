/** `braze-liquid.json`: text → config, with what is wrong in it. */
import {
  findNodeAtLocation,
  type Node as JsonNode,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from 'jsonc-parser';
import type { Problem, Span } from '../liquid';
import type { Config, RuleSetting } from './types';

/** The config's file, at the top of a folder. */
export const CONFIG_NAME = 'braze-liquid.json';

/** What is in force where there is no config. */
export const defaultConfig: Config = {
  partners: {},
  rules: {},
  ignore: [],
  docsets: [],
  contentBlocks: [],
  users: [],
  mocks: [],
};

const SETTINGS: readonly string[] = ['error', 'warning', 'info', 'hint', 'off'];
const KEYS = Object.keys(defaultConfig);

export interface ConfigReading {
  readonly config: Config;
  /** Code `config-invalid`; offsets in the file. What is not wrong is in force all the same. */
  readonly problems: readonly Problem[];
}

/** Reads the config file. Never throws: a key that cannot be read keeps its default and is reported. */
export function readConfig(text: string): ConfigReading {
  const problems: Problem[] = [];
  const report = (message: string, span: Span): void => {
    problems.push({ code: 'config-invalid', message, span });
  };
  const root = readJson(text, 'braze-liquid.json', report);
  if (!root) return { config: defaultConfig, problems };
  if (root.type !== 'object') {
    report('The config has to be a JSON object: { "rules": { … } }.', spanOf(root));
    return { config: defaultConfig, problems };
  }
  for (const property of root.children ?? []) {
    const key = property.children?.[0];
    if (key && key.value !== '$schema' && !KEYS.includes(key.value)) {
      report(`The config knows no '${key.value}'. It can hold: ${KEYS.join(', ')}.`, spanOf(key));
    }
  }
  const strings = (name: string): readonly string[] => {
    const node = findNodeAtLocation(root, [name]);
    if (!node) return [];
    const items = node.type === 'array' ? (node.children ?? []) : null;
    if (!items || items.some((item) => item.type !== 'string'))
      report(`'${name}' has to be a list of strings.`, spanOf(node));
    const texts = (items ?? []).filter((item) => item.type === 'string');
    const empty = texts.find((item) => item.value === '');
    if (empty) report(`'${name}' holds an empty text, which means no file. Write a path, or remove it.`, spanOf(empty));
    return texts.map((item) => String(item.value)).filter((value) => value !== '');
  };
  const pairs = (name: string, judge: (value: JsonNode, key: string) => string | null): Record<string, string> => {
    const node = findNodeAtLocation(root, [name]);
    const out: Record<string, string> = {};
    if (node && node.type !== 'object') report(`'${name}' has to be a JSON object.`, spanOf(node));
    for (const property of node?.type === 'object' ? (node.children ?? []) : []) {
      const [key, value] = property.children ?? [];
      if (!key || !value) continue;
      const wrong = judge(value, key.value);
      if (wrong) report(wrong, spanOf(value));
      else out[key.value] = value.value;
    }
    return out;
  };
  const partner = (value: JsonNode, key: string): string | null => {
    if (key === '') return 'A partner\'s template needs a pattern of the files that it is for: "webhooks/**".';
    return value.type === 'string' ? null : `'${key}' has to name a partner's template: "rokt-calendar/new-event".`;
  };
  const setting = (value: JsonNode, key: string): string | null =>
    SETTINGS.includes(value.value) ? null : `'${key}' can be ${SETTINGS.join(', ')}.`;
  return {
    config: {
      partners: pairs('partners', partner),
      rules: pairs('rules', setting) as Record<string, RuleSetting>,
      ignore: strings('ignore'),
      docsets: strings('docsets'),
      contentBlocks: strings('contentBlocks'),
      users: strings('users'),
      mocks: strings('mocks'),
    },
    problems,
  };
}

/**
 * Parses a JSON file of ours; comments and trailing commas are tolerated, as the editor does for its own. What is no
 * JSON is reported in words; null when nothing can be read.
 */
export function readJson(text: string, what: string, report: (message: string, span: Span) => void): JsonNode | null {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false });
  for (const error of errors.slice(0, 1)) {
    const start = Math.min(error.offset, text.length);
    const words = printParseErrorCode(error.error)
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase();
    report(`${what} is no valid JSON here: ${words}.`, {
      start,
      end: Math.min(start + Math.max(error.length, 1), text.length),
    });
  }
  return root ?? null;
}

/** A JSON node's offsets in its file. */
export const spanOf = (node: JsonNode): Span => ({ start: node.offset, end: node.offset + node.length });
