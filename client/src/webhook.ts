/** Whether a template is a webhook, by its name and front matter: the editor asks at every change of the file in front. */

/** As the server decides it, from the text alone, but for folders of content blocks that a config names. */
export function isWebhook(path: string, text: string): boolean {
  const yaml = frontMatterOf(text);
  const kind = /^["']?kind["']?[ \t]*:[ \t]*["']?(webhook|content-block|email|message)\b/m.exec(yaml)?.[1];
  if (kind !== undefined) return kind === 'webhook';
  if (path.endsWith('.webhook.liquid')) return true;
  return /^["']?url["']?[ \t]*:/m.test(yaml) && !path.split('/').includes('content_blocks');
}

/** The lines between the first, `---`, and the next such; empty where there are none. */
function frontMatterOf(text: string): string {
  const begin = /^\uFEFF?---[ \t]*\r?\n/.exec(text)?.[0].length;
  if (begin === undefined) return '';
  const rest = text.slice(begin);
  return rest.slice(0, Math.max(rest.search(/^---[ \t]*\r?$/m), 0));
}
