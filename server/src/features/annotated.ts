/** Edits of which the user has to know something that no file shows: written so that an editor says it before it applies them. */
import type { ChangeAnnotation, TextDocumentEdit, WorkspaceEdit } from 'vscode-languageserver-types';

const ID = 'braze';

/** The edit with a remark for the user, who is asked to confirm it. */
export function annotated(edit: WorkspaceEdit, label: string, description: string): WorkspaceEdit {
  const annotation: ChangeAnnotation = { label, description, needsConfirmation: true };
  return { ...edit, changeAnnotations: { [ID]: annotation } };
}

/** The edit as a client takes it, and the remark that is left to be shown where it does not take remarks. */
export function forClient(
  { changeAnnotations, ...edit }: WorkspaceEdit,
  takesAnnotations: boolean,
): { readonly edit: WorkspaceEdit; readonly remark: string | null } {
  const annotation = changeAnnotations?.[ID];
  if (!annotation) return { edit, remark: null };
  if (!takesAnnotations) return { edit, remark: annotation.description ?? annotation.label };
  const changes = Object.entries(edit.changes ?? {}).map(
    ([uri, edits]): TextDocumentEdit => ({ textDocument: { uri, version: null }, edits }),
  );
  const documentChanges = (edit.documentChanges ?? changes).map((change) =>
    'edits' in change
      ? { ...change, edits: change.edits.map((one) => ({ ...one, annotationId: ID })) }
      : { ...change, annotationId: ID },
  );
  return { edit: { documentChanges, changeAnnotations }, remark: null };
}
