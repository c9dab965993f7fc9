/**
 * What follows from a slip in a tag's name and is not worth a second finding: `{% unles a %}…{% endunless %}` opens no block, so
 * its end tag closes nothing, and `{% asign a = 1 %}` makes no variable.
 */
import type { Field } from '../document/types';
import type { Finding } from './check';
import { dataString } from './fixes';

/** A place that findings can follow from: a field, and a block or a variable in it. */
interface Slip {
  readonly field: Field | null;
  readonly name: string;
}

/** The findings, in the order of the file, without those that an unknown tag before them explains. */
export function withoutAftermath(findings: readonly Finding[]): Finding[] {
  /** Blocks that did not open, innermost last. */
  const blocks: Slip[] = [];
  const variables: Slip[] = [];
  return findings.filter(({ code, field, problem }) => {
    if (code === 'unknown-tag') {
      const opens = dataString(problem, 'opens');
      const makes = dataString(problem, 'makes');
      if (opens !== null) blocks.push({ field, name: opens });
      if (makes !== null) variables.push({ field, name: makes });
      return true;
    }
    const name = dataString(problem, 'name');
    const isHere = (slip: Slip): boolean => slip.field === field && slip.name === name;
    if (code === 'undefined-variable') return !variables.some(isHere);
    if (code !== 'stray-end-tag') return true;
    // A branch names no block: it may belong to any.
    if (name === null) return !blocks.some((block) => block.field === field);
    const index = blocks.findLastIndex(isHere);
    if (index >= 0) blocks.splice(index, 1);
    return index < 0;
  });
}
