/** A tree as one line of text: `(output (chain (variable name) | (upcase)))`. */
import type { AnyNode, Argument, Attribute, Chain, Markup, Name, Segment, Template } from '../../server/src/liquid';

/** The whole tree of a template. */
export function dumpTemplate(template: Template): string {
  return dump(template, template.text);
}

/** A node as an s-expression; text is quoted, `?` stands for what is missing. */
function dump(node: AnyNode, text: string): string {
  const of = (child: AnyNode | null): string => (child === null ? '?' : dump(child, text));
  const all = (nodes: readonly AnyNode[]): string => nodes.map((child) => ` ${of(child)}`).join('');
  switch (node.kind) {
    case 'template':
      return node.children.map(of).join(' ');
    case 'text':
      return JSON.stringify(text.slice(node.start, node.end));
    case 'output':
      return `{{${node.trimBefore ? '-' : ''}${chain(node.value, text)}${node.trimAfter ? '-' : ''}${node.closed ? '}}' : '…'}`;
    case 'tag': {
      const markup = markupText(node.markup, text);
      const name = node.name === '' ? '?' : node.name;
      return `{%${node.trimBefore ? '-' : ''}${name}${markup === '' ? '' : ` ${markup}`}${node.trimAfter ? '-' : ''}${node.closed ? '%}' : '…'}`;
    }
    case 'block':
      return `(${node.branches.map(of).join(' ')} ${node.close ? of(node.close) : '?'})`;
    case 'branch':
      return `${of(node.tag)}${all(node.children)}`;
    case 'interpolated':
      return `<${node.parts.map(of).join('')}>`;
    case 'option':
      return `:${node.name.text}${node.value ? ` ${of(node.value)}` : ''}`;
    case 'chain':
      return chain(node, text);
    case 'filter':
      return `| ${node.name.text === '' ? '?' : node.name.text}${node.args.length > 0 ? `:${args(node.args, text)}` : ''}`;
    case 'argument':
      return argument(node, text);
    case 'name':
      return node.text;
    case 'string':
      return `${node.quote}${node.value}${node.closed ? node.quote : '…'}`;
    case 'number':
      return node.isFloat ? `${node.value}f` : String(node.value);
    case 'keyword':
      return `#${node.value}`;
    case 'range':
      return `(${of(node.from)}..${of(node.to)})`;
    case 'variable':
      return `${node.name?.text ?? ''}${path(node.path, text)}`;
    case 'attribute':
      return attribute(node, text);
    case 'key':
      return `\${${node.text}${node.closed ? '}' : '…'}`;
    case 'segment':
      return path([node], text);
    case 'nested':
      return `${of(node.output)}${path(node.path, text)}`;
    case 'logical':
      return `[${of(node.left)} ${node.operator} ${of(node.right)}]`;
    case 'comparison':
      return `[${of(node.left)} ${node.operator} ${of(node.right)}]`;
  }
}

function chain(node: Chain, text: string): string {
  return [node.input === null ? '' : dump(node.input, text), ...node.filters.map((filter) => dump(filter, text))]
    .filter((part) => part !== '')
    .join(' ');
}

function args(nodes: readonly Argument[], text: string): string {
  return nodes.map((node) => ` ${argument(node, text)}`).join(',');
}

function argument(node: Argument, text: string): string {
  const value = node.value === null ? '?' : dump(node.value, text);
  return node.name === null ? value : `${node.name.text}=${value}`;
}

function attribute(node: Attribute, text: string): string {
  return `${node.namespace ? `${node.namespace.text}.` : ''}${dump(node.key, text)}${path(node.path, text)}`;
}

function path(segments: readonly Segment[], text: string): string {
  return segments
    .map((segment) =>
      segment.bracketed
        ? `[${segment.index === null ? '?' : dump(segment.index, text)}]`
        : `.${segment.name?.text ?? '?'}`,
    )
    .join('');
}

function markupText(markup: Markup, text: string): string {
  const of = (node: AnyNode | null): string => (node === null ? '?' : dump(node, text));
  const nameOf = (name: Name | null): string => name?.text ?? '?';
  const list = (nodes: readonly AnyNode[], between: string): string => nodes.map(of).join(between);
  switch (markup.shape) {
    case 'none':
    case 'opaque':
      return '';
    case 'assign':
      return `${nameOf(markup.target)} = ${of(markup.value)}`;
    case 'target':
      return nameOf(markup.target);
    case 'condition':
      return of(markup.condition);
    case 'case':
      return of(markup.value);
    case 'when':
      return list(markup.values, ', ');
    case 'for':
      return `${nameOf(markup.variable)} in ${of(markup.collection)}${markup.reversed ? ' reversed' : ''}${args(markup.modifiers, text)}`;
    case 'cycle':
      return `${markup.group ? `${of(markup.group)}: ` : ''}${list(markup.values, ', ')}`;
    case 'echo':
      return of(markup.value);
    case 'liquid':
      return list(markup.children, ' ');
    case 'words':
      return list([...markup.words, ...markup.options], ' ');
    case 'call':
      return markup.parenthesized
        ? `(${markup.argument ? of(markup.argument) : ''})`
        : markup.argument
          ? of(markup.argument)
          : '';
    case 'partial': {
      const subject = markup.mode ? ` ${markup.mode} ${of(markup.subject)}` : '';
      const alias = markup.alias ? ` as ${markup.alias.text}` : '';
      return `${of(markup.name)}${subject}${alias}${args(markup.args, text)}`;
    }
  }
}
