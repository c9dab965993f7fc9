/** The patterns of a config: which paths they mean. */
import picomatch from 'picomatch';

/**
 * Makes a test of paths from a glob such as `drafts/**`; dots in front of names are nothing special. What is no glob, as
 * one that is empty or longer than any path, means no path.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  try {
    return picomatch(glob, { dot: true });
  } catch {
    return () => false;
  }
}
