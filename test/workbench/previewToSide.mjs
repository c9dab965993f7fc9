/** The bundled user who has everything. */
export const ADA = 'Ada Lovelace (complete)';

/** Opens the preview beside the file that is open, for the complete user, at its result; gives its page. */
export async function previewToSide({ workbench }) {
  await workbench.titleButton('Render Preview for Sample User to the Side').click();
  const view = workbench.webview;
  await view.locator('#user').waitFor();
  const option = view.locator('#user option', { hasText: ADA }).first();
  await view.locator('#user').selectOption(await option.getAttribute('value'));
  await view.getByRole('tab').first().click();
  return view;
}
