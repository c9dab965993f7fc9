/** VS Code's `when` clauses, as far as our manifest uses them, evaluated for a context. */

/** Context keys and what they hold; a key that is absent is false. */
export type Context = Readonly<Record<string, string | boolean>>;

/** Whether a clause holds; none always does. Throws at what this reader does not know. */
export function holds(clause: string | undefined, context: Context): boolean {
  if (clause === undefined) return true;
  const tokens = clause.match(/\|\||&&|==|!=|=~|!|\(|\)|'[^']*'|\/(?:[^/\\]|\\.)+\/i?|[\w.:-]+/g) ?? [];
  let at = 0;
  const either = (): boolean => {
    let value = both();
    while (tokens[at] === '||') {
      at++;
      value = both() || value;
    }
    return value;
  };
  const both = (): boolean => {
    let value = one();
    while (tokens[at] === '&&') {
      at++;
      value = one() && value;
    }
    return value;
  };
  const one = (): boolean => {
    const token = tokens[at++];
    if (token === '!') return !one();
    if (token === '(') {
      const value = either();
      assertToken(')');
      return value;
    }
    if (token === undefined || !/^[\w.]/.test(token)) throw new Error(`No when clause: ${clause}`);
    if (token === 'true' || token === 'false') return token === 'true';
    const value = context[token] ?? false;
    const operator = tokens[at];
    if (operator !== '==' && operator !== '!=' && operator !== '=~') return value !== false && value !== '';
    const operand = tokens[at + 1] ?? '';
    at += 2;
    if (operator === '=~') return new RegExp(operand.slice(1, operand.lastIndexOf('/'))).test(String(value));
    return (String(value) === operand.replaceAll("'", '')) === (operator === '==');
  };
  const assertToken = (expected: string): void => {
    if (tokens[at++] !== expected) throw new Error(`No when clause: ${clause}`);
  };
  const value = either();
  if (at !== tokens.length) throw new Error(`No when clause: ${clause}`);
  return value;
}
