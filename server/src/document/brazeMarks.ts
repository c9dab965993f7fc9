/** What tells Braze Liquid from a text that only looks like it. */

/**
 * Whether a tag or output of a text reads an attribute as only Braze writes it: `{{${first_name}}}`. The `${` of a
 * script's template string is none, in the `{{ }}` of other template languages neither: it stands behind a backtick.
 */
export function holdsBrazeAttribute(text: string): boolean {
  let inTag = false;
  for (let i = 0; i + 1 < text.length; i++) {
    const pair = text.slice(i, i + 2);
    if (pair === '{{' || pair === '{%') {
      inTag = true;
      i++;
    } else if (inTag && pair === '${') return true;
    else if (pair === '}}' || pair === '%}' || pair[0] === '`') inTag = false;
  }
  return false;
}
