/** The frame of an HTML message: a document with a policy of its own, in which no script runs and nothing is loaded unless that was asked for. */

export interface FrameOptions {
  readonly dark: boolean;
  /** Whether images come from other machines. */
  readonly remote: boolean;
}

/**
 * No script, form, window or navigation; `allow-same-origin` alone lets the page put the message in, and change it where
 * it differs, so that an edit neither flashes nor scrolls.
 */
export const SANDBOX = 'allow-same-origin';

/** The document that a message is put into: its policy is there before anything of the message. */
export function frameDocument({ dark, remote }: FrameOptions): string {
  const images = remote ? 'data: https:' : 'data:';
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${images}`;
  const style = `:root{color-scheme:${dark ? 'dark' : 'light'}}body{font-family:sans-serif}::highlight(cursor){background-color:Mark;color:MarkText}`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="viewport" content="width=device-width"><title>Message</title><style>${style}</style></head><body></body></html>`;
}

/** Elements of the head that are the frame's own. */
export const OWN_HEAD = 5;

/** What a message in the frame is without: it would run, load, or lead elsewhere; mail programs leave it out too. */
export const LEFT_OUT = 'script, meta, base, link, iframe, frame, object, embed, title';

/** Whether a message that no channel names is HTML: it begins with a tag. */
export function isHtml(text: string, kind: string, channel: string | null): boolean {
  if (/^\s*<(?:!doctype\s+html|!--|[a-z][a-z\d-]*[\s>/])/i.test(text)) return true;
  const isMarkup = kind === 'email' || channel === 'email' || channel === 'in-app-message';
  return isMarkup && /<[a-z][a-z\d-]*[\s>/]/i.test(text);
}

/** How many images of other machines a message asks for, each counted once. */
export function remoteImages(html: string): number {
  const images = html.replace(/<(?:script|iframe|frame|embed|object|link|video|audio)\b[^<>]*>/gi, '');
  const found = images.matchAll(/(?:src|srcset|background|url)\s*[=(]\s*(?:["']\s*)?(https:[^\s"'()<>]+)/gi);
  return new Set([...found].map(([, address]) => address)).size;
}
