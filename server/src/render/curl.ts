/** A request as a `curl` command for a POSIX shell. */

export interface HttpRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Every value in single quotes, so that nothing in it means anything to the shell. */
export function toCurl(request: HttpRequest): string {
  const lines = [`curl --request ${quote(request.method)} ${quote(request.url)}`];
  for (const [name, value] of Object.entries(request.headers)) {
    // `Name;` is how curl is told to send an empty header.
    lines.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value.replace(/\s*\n\s*/g, ' ')}`)}`);
  }
  if (request.body !== '') lines.push(`--data-raw ${quote(request.body)}`);
  return lines.join(' \\\n  ');
}

function quote(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;
}
