export function selfSigned(hosts: readonly string[]): { readonly key: string; readonly cert: string };
