/** Refactorings: changes that are nobody's mistake to mend. */
import type { CodeAction, Range } from 'vscode-languageserver-types';
import type { TemplateDocument } from '../../document/types';
import type { FeatureContext } from '../context';
import { extractBlock, inlineBlock } from './contentBlocks';
import { rewrites } from './rewrites';
import { selectionOf } from './selection';

/**
 * The refactorings for a selection or the place of a cursor.
 * @param canCreateFiles whether the client can, as part of an edit
 */
export function refactorings(
  document: TemplateDocument,
  range: Range,
  context: FeatureContext,
  canCreateFiles: boolean,
): readonly CodeAction[] {
  const selection = selectionOf(document, range, context);
  if (selection === null) return [];
  const isSelected = selection.span.start < selection.span.end;
  return [
    ...(isSelected && canCreateFiles ? extractBlock(selection) : []),
    ...inlineBlock(selection),
    ...rewrites(selection),
  ];
}
