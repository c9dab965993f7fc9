/**
 * Sample users: our own form, an answer of Braze's `POST /users/export/ids`, or a `POST /users/track` body, as they are.
 * Braze's export names become Liquid names; what means nothing to a template is kept and noted, never dropped.
 * https://www.braze.com/docs/api/endpoints/export/user_data/post_users_identifier
 */
import { findByExportName } from '../docset';
import type { Docset } from '../docset/types';
import { isObject } from '../json';
import type { SampleUser } from './types';

type Data = Record<string, unknown>;

/** Beside the namespaces: what Braze keeps by workspace and a preview needs by user. */
const WORKSPACE_KEYS = [
  'catalogs',
  'catalog_selections',
  'promotions',
  'translations',
  'content_blocks',
  'product_recommendation',
];
const OUR_KEYS = [
  'attributes',
  'custom_attributes',
  'event_properties',
  'canvas_entry_properties',
  'context',
  'api_trigger_properties',
  'campaign',
  'canvas',
  'app',
  'card',
  'label',
];

/**
 * A parsed JSON value → a sample user, of several the first; null when it is no JSON object, or holds no user at all.
 * @param uri of the file; null for one that is not in a file
 * @param name what to call a user without a label: the file's name without its ending
 */
export function readSampleUser(value: unknown, docset: Docset, uri: string | null, name: string): SampleUser | null {
  return isObject(value) ? (usersIn(value, docset, uri, name).next().value ?? null) : null;
}

/** All users of a value: an export answers for many, a `users/track` body sets many. Labels tell them apart. */
export function readSampleUsers(value: unknown, docset: Docset, uri: string, name: string): readonly SampleUser[] {
  const users = isObject(value) ? [...usersIn(value, docset, uri, name)] : [];
  const labels = new Set<string>();
  return users.map((user, index) => {
    const id = namespaceOf(user, 'attributes').user_id;
    const free = [user.label, `${user.label} (${String(id)})`, `${user.label} ${index + 1}`].find(
      (label, at) => !labels.has(label) && !(at === 1 && typeof id !== 'string'),
    );
    const label = free ?? `${name} ${index + 1}`;
    labels.add(label);
    return label === user.label ? user : { ...user, label };
  });
}

function* usersIn(value: Data, docset: Docset, uri: string | null, name: string): Generator<SampleUser> {
  if (Array.isArray(value.users)) {
    for (const user of value.users) if (isObject(user)) yield exported(user, docset, uri, name);
  } else if (Array.isArray(value.attributes) || Array.isArray(value.events)) {
    for (const body of bodiesIn(value)) yield tracked(body, docset, uri, name);
  } else {
    const isOurs = Object.keys(value).some((key) => key !== 'custom_attributes' && OUR_KEYS.includes(key));
    const isExport =
      !isOurs && Object.keys(value).some((key) => findByExportName(docset, key) !== null || EXPORT_ONLY.has(key));
    yield isExport ? exported(value, docset, uri, name) : ours(value, docset, uri, name);
  }
}

const namespaceOf = ({ data }: SampleUser, name: string): Data => (isObject(data[name]) ? data[name] : {});

// ── Our own form ─────────────────────────────────────────────────────────────────────────────────────────────────────

function ours(value: Data, docset: Docset, uri: string | null, name: string): SampleUser {
  const data: Data = {};
  const notes: string[] = [];
  const namespaces = new Map<string, string>();
  for (const namespace of docset.namespaces.values()) {
    if (namespace.name !== '') namespaces.set(namespace.name, namespace.name);
    namespaces.set(namespace.userKey ?? namespace.name, namespace.name === '' ? 'attributes' : namespace.name);
  }
  for (const [key, content] of Object.entries(value)) {
    if (key === 'label' || key === '$schema') continue;
    const target = namespaces.get(key);
    if (target === undefined && !WORKSPACE_KEYS.includes(key)) {
      notes.push(`'${key}' is no namespace of Braze's Liquid: no template reads it.`);
    }
    data[target ?? key] = content;
  }
  return { label: typeof value.label === 'string' ? value.label : name, uri, data, notes };
}

// ── Braze's export ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Export keys that tell an export object but have no attribute in Liquid. */
const EXPORT_ONLY = new Set([
  'custom_events',
  'purchases',
  'devices',
  'push_tokens',
  'apps',
  'campaigns_received',
  'canvases_received',
  'cards_clicked',
  'total_revenue',
  'created_at',
  'user_aliases',
  'uninstalled_at',
  'email_subscribe',
  'push_subscribe',
  'last_coordinates',
  'attributed_campaign',
  'attributed_source',
  'attributed_adgroup',
  'attributed_ad',
]);

const DEVICE_NAMES: Readonly<Record<string, string>> = {
  device_id: 'id',
  idfa: 'idfa',
  google_ad_id: 'google_ad_id',
  roku_ad_id: 'roku_ad_id',
  carrier: 'carrier',
  model: 'model',
  os: 'os',
  platform: 'platform',
  ad_tracking_enabled: 'ad_tracking_enabled',
};

function exported(value: Data, docset: Docset, uri: string | null, name: string): SampleUser {
  const data: Data = {};
  const notes: string[] = [];
  const attributes: Data = {};
  for (const [key, content] of Object.entries(value)) {
    if (key === 'custom_attributes') data.custom_attribute = content;
    else if (key === 'email_subscribe')
      data.subscribed_state = { ...(data.subscribed_state as Data), email_global: content };
    else if (key === 'devices') data.most_recently_used_device = device(content);
    else if (key === 'apps') attributes.last_used_app_date = newestUse(content);
    else if (!setAttribute(attributes, data, key, content, docset)) {
      data[key] = content;
      if (!EXPORT_ONLY.has(key)) notes.push(`'${key}' is no attribute of Braze's Liquid: no template reads it.`);
    }
  }
  data.attributes = attributes;
  return { label: labelOf(value, attributes, name), uri, data, notes };
}

function device(devices: unknown): Data {
  const first: unknown = Array.isArray(devices) ? devices[0] : null;
  const out: Data = {};
  for (const [key, content] of Object.entries(isObject(first) ? first : {})) out[DEVICE_NAMES[key] ?? key] = content;
  return out;
}

/** `apps[].last_used`: the newest. ISO times compare as text. */
function newestUse(apps: unknown): unknown {
  const times = (Array.isArray(apps) ? apps : [])
    .map((app: unknown) => (isObject(app) ? app.last_used : null))
    .filter((time) => typeof time === 'string');
  return times.sort().at(-1) ?? null;
}

// ── A users/track body ───────────────────────────────────────────────────────────────────────────────────────────────

/** One body for each user that a body sets, with that user's events first. */
function* bodiesIn(value: Data): Generator<Data> {
  const objects = (list: unknown): readonly Data[] => (Array.isArray(list) ? list.filter(isObject) : []);
  const [attributes, events] = [objects(value.attributes), objects(value.events)];
  if (attributes.length < 2) {
    yield value;
    return;
  }
  for (const user of attributes) {
    const own = events.filter((event) => event.external_id === user.external_id);
    const others = events.filter(({ external_id }) => external_id === undefined);
    yield { ...value, attributes: [user], ...(value.events === undefined ? {} : { events: [...own, ...others] }) };
  }
}

function tracked(value: Data, docset: Docset, uri: string | null, name: string): SampleUser {
  const data: Data = {};
  const notes: string[] = [];
  const attributes: Data = {};
  const custom: Data = {};
  const first: unknown = Array.isArray(value.attributes) ? value.attributes[0] : null;
  for (const [key, content] of Object.entries(isObject(first) ? first : {})) {
    // In users/track every key that Braze does not define sets a custom attribute.
    if (key.startsWith('_') || key === 'user_alias' || key === 'push_tokens')
      notes.push(`'${key}' steers users/track and is no attribute.`);
    else if (key === 'email_subscribe') data.subscribed_state = { email_global: content };
    else if (!setAttribute(attributes, data, key, content, docset)) custom[key] = content;
  }
  const event: unknown = Array.isArray(value.events) ? value.events[0] : null;
  if (isObject(event)) {
    data.event_properties = isObject(event.properties) ? event.properties : {};
    if (attributes.user_id === undefined && event.external_id !== undefined) attributes.user_id = event.external_id;
  }
  for (const [key, content] of Object.entries(value)) {
    if (key !== 'attributes' && key !== 'events' && key !== 'purchases')
      notes.push(`'${key}' is no part of a users/track body.`);
    if (key !== 'attributes' && key !== 'events') data[key] = content;
  }
  data.attributes = attributes;
  data.custom_attribute = custom;
  return { label: labelOf(value, attributes, name), uri, data, notes };
}

// ── Both ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

function setAttribute(attributes: Data, data: Data, key: string, content: unknown, docset: Docset): boolean {
  const entry = findByExportName(docset, key) ?? docset.attributes.get('')?.get(key) ?? null;
  if (!entry) return false;
  if (entry.namespace === '') attributes[entry.name] = content;
  else data[entry.namespace] = { ...(data[entry.namespace] as Data), [entry.name]: content };
  return true;
}

function labelOf(value: Data, attributes: Data, name: string): string {
  if (typeof value.label === 'string') return value.label;
  const full = [attributes.first_name, attributes.last_name]
    .filter((part) => typeof part === 'string' && part !== '')
    .join(' ');
  return full || name;
}
