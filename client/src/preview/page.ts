/** The HTML that holds the preview: nothing of a template stands in it. */

export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** What the webview serves the extension's files from. */
  readonly source: string;
  /** New for each page. */
  readonly nonce: string;
}

/** A page that may run the one script with the nonce, load the one style sheet, and reach nothing else. */
export function page({ script, style, source, nonce }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source};`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<div id="preview"></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
