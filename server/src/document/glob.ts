/** The patterns of a config: which paths they mean. */
import picomatch from 'picomatch';

/** Characters that a pattern may have: the library throws at far longer ones, when it is asked. */
const LONGEST = 1000;

/**
 * Makes a test of paths from a glob such as `drafts/**`; dots in front of names are nothing special. One that is empty or
 * longer than any path means no path.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  return glob === '' || glob.length > LONGEST ? () => false : picomatch(glob, { dot: true });
}
