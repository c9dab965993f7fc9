/** Sample users between the form that templates read and the form of a `*.user.json` file. */
import { CONTENT_BLOCKS } from '../docset';
import type { Docset } from '../docset/types';
import type { RenderOverrides } from '../protocol';
import type { SampleUser } from '../workspace/types';

export type UserData = Readonly<Record<string, unknown>>;

/** A sample user as a file holds one: `custom_attributes` for `custom_attribute`. Read again, it is the same user. */
export function userFile({ label, data }: Pick<SampleUser, 'label' | 'data'>, docset: Docset): UserData {
  const file: Record<string, unknown> = { label };
  for (const [name, content] of Object.entries(data)) {
    file[docset.namespaces.get(name === 'attributes' ? '' : name)?.userKey ?? name] = content;
  }
  return file;
}

/** The keys that lead to an attribute in a sample user's file; null for what no user has: a content block. */
export function userPath(name: string, docset: Docset): readonly string[] | null {
  const [, namespace = '', key] = /^(?:(\w+)\.)?\$\{([\s\S]*)\}$/.exec(name) ?? [];
  if (key === undefined || namespace === CONTENT_BLOCKS) return null;
  return [docset.namespaces.get(namespace)?.userKey ?? namespace, key];
}

/** The user's data with the preview's language and time zone laid over it. */
export function withOverrides(data: UserData, { language, timeZone }: RenderOverrides): UserData {
  const attributes: Record<string, unknown> = { ...namespaceOf(data, 'attributes') };
  if (language !== undefined) {
    attributes.language = language.split(/[-_]/)[0]!.toLowerCase();
    attributes.most_recent_locale = language.replace('-', '_');
  }
  if (timeZone !== undefined) attributes.time_zone = timeZone;
  return { ...data, attributes };
}

/** One namespace's data; empty when there is none. */
export function namespaceOf(data: UserData, name: string): UserData {
  const content = Object.hasOwn(data, name) ? data[name] : undefined;
  return typeof content === 'object' && content !== null ? (content as UserData) : {};
}
