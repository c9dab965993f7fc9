export const KB: number;
export const SIZES: Readonly<Record<string, number>>;
export function email(size: number): string;
export function jsonWithStrings(size: number): string;
export function webhook(size: number): string;
export function brazeEmail(size: number): string;
export const BRANCHES: Readonly<Record<string, (count: number) => string>>;
export function folder(count: number): Iterable<readonly [path: string, text: string]>;
