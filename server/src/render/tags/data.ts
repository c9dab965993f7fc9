/** Braze's tags that take data from the sample user: catalogs, promotion codes, translations, carts; and `random`. */
import type { Interpolated, Tag } from '../../liquid';
import { parse } from '../../liquid';
import { renderInner } from '../blocks';
import { run } from '../engine';
import { fail } from '../errors';
import { evaluate, interpolate } from '../evaluate';
import type { LowerBlock, LowerTag } from '../lowering';
import { floatText, toText } from '../print';
import { assign, type Runtime, report } from '../runtime';
import { fromJson, isArray, isHash, type Value } from '../values';

/** Where catalog tags leave their rows. */
const ITEMS = 'items';

/** Braze gives at most this many rows of a selection. */
const MAX_SELECTION = 50;

function wordsOf(tag: Tag): readonly Interpolated[] {
  return tag.markup.shape === 'words' ? tag.markup.words : [];
}

function hasOption(tag: Tag, name: string): boolean {
  return tag.markup.shape === 'words' && tag.markup.options.some((option) => option.name.text === name);
}

/** A branch of the sample user's data; nil where it does not hold it. */
function userData(runtime: Runtime, ...path: readonly string[]): Value {
  let data: unknown = runtime.context.user;
  for (const key of path) {
    if (typeof data !== 'object' || data === null || !Object.hasOwn(data, key)) return null;
    data = (data as Record<string, unknown>)[key];
  }
  return fromJson(data);
}

/** Liquid inside a row's texts, rendered one level deep. */
function rerender(runtime: Runtime, row: Value, tag: Tag): Value {
  if (typeof row === 'string') return row.includes('{') ? renderInner(runtime, parse(row), tag) : row;
  if (isHash(row)) return new Map([...row].map(([key, value]) => [key, rerender(runtime, value, tag)]));
  return isArray(row) ? row.map((item) => rerender(runtime, item, tag)) : row;
}

/** Leaves the rows of a catalog with the given ids in `items`. */
export const lowerCatalogItems: LowerTag = (tag) => ({
  blank: false,
  render(runtime) {
    const [catalog = '', ...ids] = wordsOf(tag).map((word) => interpolate(runtime, word));
    const rows = ids.flatMap((id) => {
      const row = userData(runtime, 'catalogs', catalog, id);
      if (isHash(row)) return [new Map<string, Value>([['id', id], ...row])];
      if (catalog !== '' && id !== '') {
        const message = `The sample user has no item '${id}' of the catalog '${catalog}', so it is left out. Add it under "catalogs".`;
        report(runtime, 'missing-catalog-item', 'warning', message, tag);
      }
      return [];
    });
    assign(runtime, ITEMS, hasOption(tag, 'rerender') ? rerender(runtime, rows, tag) : rows);
  },
});

/** Leaves the rows of a selection in `items`, as the sample user lists them. */
export const lowerCatalogSelection: LowerTag = (tag) => ({
  blank: false,
  render(runtime) {
    const [catalog = '', selection = ''] = wordsOf(tag).map((word) => interpolate(runtime, word));
    const rows = userData(runtime, 'catalog_selections', catalog, selection);
    const items = isArray(rows) ? rows.slice(0, MAX_SELECTION) : [];
    if (!isArray(rows) && catalog !== '' && selection !== '') {
      const message = `The sample user has no selection '${selection}' of the catalog '${catalog}', so it is empty. Add it under "catalog_selections".`;
      report(runtime, 'missing-catalog-selection', 'warning', message, tag);
    }
    assign(runtime, ITEMS, hasOption(tag, 'rerender') ? rerender(runtime, items, tag) : items);
  },
});

/** Prints the sample user's code of a promotion list. */
export const lowerPromotion: LowerTag = (tag) => ({
  blank: false,
  render(runtime, out) {
    const list = tag.markup.shape === 'call' ? toText(evaluate(runtime, tag.markup.argument)) : '';
    const code = userData(runtime, 'promotions', list);
    if (code !== null) {
      out.write(toText(code));
      return;
    }
    const message = `The sample user has no code of the promotion list '${list}', so none is printed. Add one under "promotions".`;
    report(runtime, 'missing-promotion', 'warning', message, tag);
  },
});

/** The sample user's text for the locale, else the one between the tags. */
export const lowerTranslation: LowerBlock = (block, lowering) => {
  const [body] = lowering.bodies(block);
  const tag = block.branches[0]!.tag;
  return {
    blank: false,
    render(runtime, out) {
      const id = wordsOf(tag)
        .map((word) => interpolate(runtime, word))
        .join(' ');
      const text = localesOf(runtime)
        .map((locale) => userData(runtime, 'translations', locale, id))
        .find((value) => typeof value === 'string');
      if (typeof text === 'string') out.write(renderInner(runtime, parse(text), tag));
      else run(runtime, body?.templates ?? [], out);
    },
  };
};

/** `pt_BR`, its other spelling, then `pt`. */
function localesOf(runtime: Runtime): string[] {
  const names = [userData(runtime, 'attributes', 'most_recent_locale'), userData(runtime, 'attributes', 'language')];
  return names.flatMap((name) =>
    typeof name === 'string' && name !== ''
      ? [name, name.replace('_', '-'), name.replace('-', '_'), name.split(/[-_]/)[0]!]
      : [],
  );
}

/** A Float from 0 up to 1, or a whole number below the one given. */
export const lowerRandom: LowerTag = (tag) => ({
  blank: false,
  render(runtime, out) {
    const [limit] = wordsOf(tag).map((word) => interpolate(runtime, word));
    if (limit === undefined) {
      out.write(floatText(runtime.random()));
      return;
    }
    if (!/^\d{1,15}$/.test(limit) || Number(limit) === 0) fail('invalid integer');
    out.write(String(Math.floor(runtime.random() * Number(limit))));
  },
});

/** The cart of the sample user, from here on in `shopping_cart`. */
export const lowerShoppingCart: LowerTag = (tag) => ({
  blank: false,
  render(runtime) {
    for (const word of wordsOf(tag)) interpolate(runtime, word);
    assign(runtime, tag.name, userData(runtime, tag.name));
  },
});

/** The sample user's link to a landing page. */
export const lowerLandingPage: LowerTag = (tag) => ({
  blank: false,
  render(runtime, out) {
    const [handle = ''] = wordsOf(tag).map((word) => interpolate(runtime, word));
    out.write(toText(userData(runtime, tag.name, handle)));
  },
});

/** Notes for the send event: nothing is printed, but what it names is read. */
export const lowerMessageExtras: LowerTag = (tag) => ({
  blank: false,
  render(runtime) {
    if (tag.markup.shape !== 'words') return;
    for (const option of tag.markup.options) if (option.value) interpolate(runtime, option.value);
  },
});

/** The name of a form field in a preference centre; ours is its option's. */
export const lowerFormField: LowerTag = (tag) => ({
  blank: false,
  render(runtime, out) {
    if (tag.markup.shape !== 'words') return;
    const parts = tag.markup.options.flatMap(({ name, value }) => [
      name.text,
      ...(value ? [interpolate(runtime, value)] : []),
    ]);
    out.write(parts.join('_'));
  },
});
