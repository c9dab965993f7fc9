/** An HTML message as the document of a sandboxed frame: no script runs in it, and it loads nothing unless that was asked for. */

export interface FrameOptions {
  readonly dark: boolean;
  /** Whether images come from other machines. */
  readonly remote: boolean;
}

/** The message behind a policy of its own: the first thing in the document, so that nothing of the message precedes it. */
export function frameDocument(html: string, { dark, remote }: FrameOptions): string {
  const images = remote ? 'data: https:' : 'data:';
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${images}`;
  const scheme = dark ? 'dark' : 'light';
  return `<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><style>:root{color-scheme:${scheme}}body{font-family:sans-serif}</style>${html}`;
}

/** Whether a message that no channel names is HTML: it begins with a tag. */
export function isHtml(text: string, kind: string, channel: string | null): boolean {
  if (/^\s*<(?:!doctype\s+html|[a-z][a-z\d-]*[\s>/])/i.test(text)) return true;
  const isMarkup = kind === 'email' || channel === 'email' || channel === 'in-app-message';
  return isMarkup && /<[a-z][a-z\d-]*[\s>/]/i.test(text);
}

/** Whether there is anything to load: else the offer says nothing. */
export function hasRemoteImages(html: string): boolean {
  return /(?:src|srcset|background|url)\s*[=(]\s*["']?\s*https:/i.test(html);
}
