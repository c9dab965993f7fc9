/** The rules: an explicit list, one file a diagnostic code. The public face of `rules/`. */
import type { TemplateDocument } from '../document/types';
import { abortReasonLiteral } from './abort-reason-literal';
import { apiTriggerOutside } from './api-trigger-outside';
import { arrayEquality } from './array-equality';
import { assignmentAsCompare } from './assignment-as-compare';
import { bareAttribute } from './bare-attribute';
import { basicAuthShape } from './basic-auth-shape';
import { blankCheckOrder } from './blank-check-order';
import { cStyleOperator } from './c-style-operator';
import { campaignNameInUrl } from './campaign-name-in-url';
import { canvasTagsInCampaign } from './canvas-tags-in-campaign';
import { caseMismatchContentBlock } from './case-mismatch-content-block';
import { caseMismatchVariable } from './case-mismatch-variable';
import { caseOnLiteral } from './case-on-literal';
import { catalogItemsBeforeTag } from './catalog-items-before-tag';
import { catalogVariableIdBraces } from './catalog-variable-id-braces';
import { ccBodySpaces } from './cc-body-spaces';
import { ccBodyWithoutPost } from './cc-body-without-post';
import { ccCacheRange } from './cc-cache-range';
import { ccHeadersJson } from './cc-headers-json';
import { ccHttp } from './cc-http';
import { ccInlineSecret } from './cc-inline-secret';
import { ccMalformedUrl } from './cc-malformed-url';
import { ccMethod } from './cc-method';
import { ccNoCachePost } from './cc-no-cache-post';
import { ccOutputAsTag } from './cc-output-as-tag';
import { ccPlaceholder } from './cc-placeholder';
import { ccPort } from './cc-port';
import { ccRetryIam } from './cc-retry-iam';
import { ccUncheckedResult } from './cc-unchecked-result';
import { ccUnknownOption } from './cc-unknown-option';
import { ccUnknownPath } from './cc-unknown-path';
import { ccUrlEscape } from './cc-url-escape';
import { ccUseBeforeCall } from './cc-use-before-call';
import { ccVariableScope } from './cc-variable-scope';
import { type CheckContext, checkWith, type Finding } from './check';
import { contentBlockDepth } from './content-block-depth';
import { contentTypeMissing } from './content-type-missing';
import { curlyQuotes } from './curly-quotes';
import { defaultOnWhitespace } from './default-on-whitespace';
import { deprecatedName } from './deprecated-name';
import { dispatchIdInIam } from './dispatch-id-in-iam';
import { elseWithCondition } from './else-with-condition';
import { emptyStringVsBlank } from './empty-string-vs-blank';
import { eventPropertiesInCanvas } from './event-properties-in-canvas';
import { filterArity } from './filter-arity';
import { filterInCondition } from './filter-in-condition';
import { filterInsideKey } from './filter-inside-key';
import { filterOutsideOutput } from './filter-outside-output';
import { frontmatterInvalid } from './frontmatter-invalid';
import { getWithBody } from './get-with-body';
import { indexInsideKey } from './index-inside-key';
import { integerDivision } from './integer-division';
import { invalidVariableName } from './invalid-variable-name';
import { liquidInHtmlComment } from './liquid-in-html-comment';
import { liquidOutsideBody } from './liquid-outside-body';
import { messageExtrasShape } from './message-extras-shape';
import { mismatchedDelimiters } from './mismatched-delimiters';
import { missingContentBlock } from './missing-content-block';
import { missingDefault } from './missing-default';
import { missingDollar } from './missing-dollar';
import { missingKeyBraces } from './missing-key-braces';
import { missingStringClose } from './missing-string-close';
import { mixedAndOr } from './mixed-and-or';
import { moneyShopifyHabit } from './money-shopify-habit';
import { multipleElse } from './multiple-else';
import { nestedOutputBraces } from './nested-output-braces';
import { nestingTooDeep } from './nesting-too-deep';
import { operatorInAssign } from './operator-in-assign';
import { operatorSpacing } from './operator-spacing';
import { parenClosesBrace } from './paren-closes-brace';
import { parenthesesInCondition } from './parentheses-in-condition';
import { payloadRules } from './payloadRules';
import { platformCase } from './platform-case';
import { promotionInBranch } from './promotion-in-branch';
import { promotionInIam } from './promotion-in-iam';
import { quotedNumberCompare } from './quoted-number-compare';
import type { Rule } from './rule';
import { shadowingName } from './shadowing-name';
import { singleBraceVariable } from './single-brace-variable';
import { strayEndTag } from './stray-end-tag';
import { stringVsNumber } from './string-vs-number';
import { surplusBrace } from './surplus-brace';
import { syntaxError } from './syntax-error';
import { targetedDeviceChannel } from './targeted-device-channel';
import { timeWithoutMath } from './time-without-math';
import { translatedHeaderName } from './translated-header-name';
import { translationNesting } from './translation-nesting';
import { twoAttributesInOutput } from './two-attributes-in-output';
import { unclosedBlock } from './unclosed-block';
import { unclosedOutput } from './unclosed-output';
import { unclosedTag } from './unclosed-tag';
import { undefinedVariable } from './undefined-variable';
import { unknownAttribute } from './unknown-attribute';
import { unknownFilter } from './unknown-filter';
import { unknownNamespace } from './unknown-namespace';
import { unknownTag } from './unknown-tag';
import { unquotedStringCompare } from './unquoted-string-compare';
import { unsupportedFilter } from './unsupported-filter';
import { unsupportedThemeTag } from './unsupported-theme-tag';
import { unusedVariable } from './unused-variable';
import { uppercaseOperator } from './uppercase-operator';
import { urlEncodeWholeUrl } from './url-encode-whole-url';
import { webhookHeader } from './webhook-header';
import { webhookMethod } from './webhook-method';
import { webhookUrl } from './webhook-url';
import { webhookUrlWhitespace } from './webhook-url-whitespace';

export { type CheckContext, type Finding, fixesFor } from './check';
export { payloadContext, payloadProblems } from './payloadProof';
export * from './rule';
export { type Definition, type DefinitionKind, type Reference, type Scope, scopeOf } from './scope';

/** By category, in the order of the documentation. */
export const rules: readonly Rule[] = [
  frontmatterInvalid,
  curlyQuotes,
  elseWithCondition,
  filterInsideKey,
  indexInsideKey,
  mismatchedDelimiters,
  missingDollar,
  missingKeyBraces,
  missingStringClose,
  multipleElse,
  nestedOutputBraces,
  nestingTooDeep,
  parenClosesBrace,
  singleBraceVariable,
  strayEndTag,
  surplusBrace,
  syntaxError,
  unclosedBlock,
  unclosedOutput,
  unclosedTag,
  unknownTag,
  unsupportedThemeTag,
  arrayEquality,
  assignmentAsCompare,
  blankCheckOrder,
  cStyleOperator,
  caseOnLiteral,
  emptyStringVsBlank,
  filterInCondition,
  mixedAndOr,
  operatorInAssign,
  operatorSpacing,
  parenthesesInCondition,
  platformCase,
  quotedNumberCompare,
  stringVsNumber,
  timeWithoutMath,
  unquotedStringCompare,
  uppercaseOperator,
  caseMismatchContentBlock,
  caseMismatchVariable,
  defaultOnWhitespace,
  filterOutsideOutput,
  invalidVariableName,
  missingContentBlock,
  missingDefault,
  shadowingName,
  twoAttributesInOutput,
  undefinedVariable,
  unusedVariable,
  deprecatedName,
  filterArity,
  integerDivision,
  moneyShopifyHabit,
  unknownAttribute,
  unknownFilter,
  unknownNamespace,
  unsupportedFilter,
  abortReasonLiteral,
  apiTriggerOutside,
  campaignNameInUrl,
  canvasTagsInCampaign,
  catalogItemsBeforeTag,
  catalogVariableIdBraces,
  contentBlockDepth,
  dispatchIdInIam,
  eventPropertiesInCanvas,
  liquidInHtmlComment,
  liquidOutsideBody,
  messageExtrasShape,
  promotionInBranch,
  promotionInIam,
  targetedDeviceChannel,
  translationNesting,
  ccBodySpaces,
  ccBodyWithoutPost,
  ccCacheRange,
  ccHeadersJson,
  ccHttp,
  ccInlineSecret,
  ccMalformedUrl,
  ccMethod,
  ccNoCachePost,
  ccOutputAsTag,
  ccPlaceholder,
  ccPort,
  ccRetryIam,
  ccUncheckedResult,
  ccUnknownOption,
  ccUnknownPath,
  ccUrlEscape,
  ccUseBeforeCall,
  ccVariableScope,
  bareAttribute,
  basicAuthShape,
  contentTypeMissing,
  getWithBody,
  translatedHeaderName,
  urlEncodeWholeUrl,
  webhookHeader,
  webhookMethod,
  webhookUrl,
  webhookUrlWhitespace,
  ...payloadRules,
];

const byCode = new Map(rules.map((rule) => [rule.code, rule]));

/** All findings of a document, in the order of the file; offsets in the file. Same document and context, same findings. */
export function checkDocument(document: TemplateDocument, context: CheckContext): readonly Finding[] {
  return checkWith(byCode, document, context);
}

/** The rule of a code; undefined where there is none. */
export function ruleOf(code: string): Rule | undefined {
  return byCode.get(code);
}
