/** The HTML that holds the preview: nothing of a template stands in it. */

export interface PageParts {
  readonly script: string;
  readonly styles: readonly string[];
  /** What the webview serves the extension's files from. */
  readonly source: string;
  /** New for each page. */
  readonly nonce: string;
  /** Whether images from other machines were asked for. */
  readonly remote: boolean;
}

/**
 * A page that may run the one script with the nonce and reach nothing. The frame of an HTML message inherits this policy
 * beside its own: hence styles in the text, which the page itself does not have, and images.
 */
export function page({ script, styles, source, nonce, remote }: PageParts): string {
  const images = remote ? 'data: https:' : 'data:';
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source} 'unsafe-inline'; img-src ${images};`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title>
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
</head>
<body>
<div id="preview"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
