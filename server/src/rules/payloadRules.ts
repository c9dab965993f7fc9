/** The rules about payloads and JSON bodies, in the order of the documentation. */
import { endBeforeStart } from './end-before-start';
import { formBodyNotEncoded } from './form-body-not-encoded';
import { jsonComment } from './json-comment';
import { jsonDoubleComma } from './json-double-comma';
import { jsonDuplicateKey } from './json-duplicate-key';
import { jsonEscape } from './json-escape';
import { jsonMissingComma } from './json-missing-comma';
import { jsonQuotedNumber } from './json-quoted-number';
import { jsonSingleQuotes } from './json-single-quotes';
import { jsonTrailingComma } from './json-trailing-comma';
import { jsonUnbalanced } from './json-unbalanced';
import { jsonUnquotedOutput } from './json-unquoted-output';
import { payloadInvalid } from './payload-invalid';
import { payloadMissingField } from './payload-missing-field';
import { payloadPlaceholder } from './payload-placeholder';
import { payloadType } from './payload-type';
import { payloadUnknownField } from './payload-unknown-field';
import { payloadValue } from './payload-value';
import type { Rule } from './rule';
import { timestampUnit } from './timestamp-unit';
import { translatedJsonKey } from './translated-json-key';
import { valueOuterSpace } from './value-outer-space';

/** All of them, in the order of the page of rules. */
export const payloadRules: readonly Rule[] = [
  jsonComment,
  jsonMissingComma,
  jsonTrailingComma,
  jsonDoubleComma,
  jsonSingleQuotes,
  jsonUnbalanced,
  jsonEscape,
  jsonQuotedNumber,
  jsonUnquotedOutput,
  jsonDuplicateKey,
  valueOuterSpace,
  translatedJsonKey,
  formBodyNotEncoded,
  timestampUnit,
  endBeforeStart,
  payloadInvalid,
  payloadMissingField,
  payloadUnknownField,
  payloadType,
  payloadValue,
  payloadPlaceholder,
];
