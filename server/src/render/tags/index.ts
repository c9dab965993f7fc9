/** All tags that render, by name; a new one is a line here and its function in a file beside. */
import type { LowerBlock, LowerTag } from '../lowering';
import { lowerAbort } from './abortMessage';
import { lowerCase, lowerIf, lowerIfChanged, lowerUnless } from './conditions';
import { lowerConnectedContent } from './connectedContent';
import {
  lowerCatalogItems,
  lowerCatalogSelection,
  lowerFormField,
  lowerLandingPage,
  lowerMessageExtras,
  lowerPromotion,
  lowerRandom,
  lowerShoppingCart,
  lowerTranslation,
} from './data';
import { lowerBreak, lowerContinue, lowerCycle, lowerFor, lowerTableRow } from './loops';
import { lowerInclude, lowerRender } from './partials';
import { lowerComment, lowerDoc, lowerEcho, lowerInlineComment, lowerLiquid, lowerRaw } from './text';
import { lowerAssign, lowerCapture, lowerDecrement, lowerIncrement } from './variables';

/** Tags that stand alone, by name. */
export const tags: Readonly<Record<string, LowerTag>> = {
  '#': lowerInlineComment,
  abort_message: lowerAbort,
  assign: lowerAssign,
  break: lowerBreak,
  catalog_items: lowerCatalogItems,
  catalog_selection_items: lowerCatalogSelection,
  connected_content: lowerConnectedContent,
  continue: lowerContinue,
  cycle: lowerCycle,
  decrement: lowerDecrement,
  echo: lowerEcho,
  form_field_name: lowerFormField,
  include: lowerInclude,
  increment: lowerIncrement,
  landing_page_url: lowerLandingPage,
  liquid: lowerLiquid,
  message_extras: lowerMessageExtras,
  promotion: lowerPromotion,
  random: lowerRandom,
  render: lowerRender,
  shopping_cart: lowerShoppingCart,
};

/** Tags with an end, by name. */
export const blockTags: Readonly<Record<string, LowerBlock>> = {
  capture: lowerCapture,
  case: lowerCase,
  comment: lowerComment,
  doc: lowerDoc,
  for: lowerFor,
  if: lowerIf,
  ifchanged: lowerIfChanged,
  raw: lowerRaw,
  tablerow: lowerTableRow,
  translation: lowerTranslation,
  unless: lowerUnless,
};
