/** What is typed for the clock, the language and the time zone → what a rendering is asked for under. */
import type { Condition } from './messages';

/** The value, or a sentence that says why it is none; nothing stands for the user's or the moment's own. */
export function conditionOf(
  condition: Condition,
  text: string,
): { readonly value: string | null } | { readonly sentence: string } {
  if (text === '') return { value: null };
  if (condition === 'now') {
    const date = new Date(`${text}Z`);
    return Number.isNaN(date.getTime()) ? { sentence: `'${text}' is no time.` } : { value: date.toISOString() };
  }
  if (condition === 'language') {
    return /^[a-z]{2,3}([-_][A-Za-z]{2,4})?$/i.test(text)
      ? { value: text }
      : { sentence: `'${text}' is no language: write 'fr', or a locale like 'pt_BR'.` };
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: text });
    return { value: text };
  } catch {
    return { sentence: `'${text}' is no time zone: write one like 'Europe/Paris'.` };
  }
}
