/** The text of forms: what is written in one, and what it stands for. */

/** What a name or a value of a form stands for; a `%` that begins no escape is one. */
export function decodedForm(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  if (!spaced.includes('%')) return spaced;
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** A text as it is written in a form; half a character becomes the one that stands for what cannot be read. */
export function encodedForm(text: string): string {
  return encodeURIComponent(text.replace(LONE, '\ufffd'));
}

/** Half of a surrogate pair. */
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
