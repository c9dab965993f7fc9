/** Positions and ranges of a file, compared. */
import type { Position, Range } from 'vscode-languageserver-types';

/** Whether `a` stands before `b`, and not at it. */
export const isBefore = (a: Position, b: Position): boolean =>
  a.line < b.line || (a.line === b.line && a.character < b.character);

/** Whether a position stands in a range or at one of its ends. */
export const holds = ({ start, end }: Range, position: Position): boolean =>
  !isBefore(position, start) && !isBefore(end, position);

/** Whether two ranges have a position in common, if only their ends. */
export const touches = (a: Range, b: Range): boolean => !isBefore(a.end, b.start) && !isBefore(b.end, a.start);

/** Whether two ranges are the same. */
export const sameRange = (a: Range, b: Range): boolean =>
  a.start.line === b.start.line &&
  a.start.character === b.start.character &&
  a.end.line === b.end.line &&
  a.end.character === b.end.character;
