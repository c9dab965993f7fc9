/** Which codes there are and how much they weigh, as the public interface has it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rules, type Severity } from '../../server/src/rules';

const EXPECTED: Readonly<Record<Severity, string>> = {
  error: `
    frontmatter-invalid
    curly-quotes unclosed-output unclosed-tag surplus-brace single-brace-variable paren-closes-brace mismatched-delimiters
    unclosed-block stray-end-tag else-with-condition nested-output-braces missing-dollar missing-key-braces
    filter-inside-key missing-string-close unknown-tag syntax-error nesting-too-deep
    filter-in-condition operator-in-assign parentheses-in-condition c-style-operator uppercase-operator assignment-as-compare
    invalid-variable-name two-attributes-in-output filter-outside-output unknown-namespace
    targeted-device-channel dispatch-id-in-iam content-block-depth catalog-variable-id-braces translation-nesting
    abort-reason-literal message-extras-shape
    cc-unknown-option cc-method cc-body-spaces cc-headers-json cc-port cc-malformed-url cc-output-as-tag
    webhook-method webhook-url webhook-header
    json-comment json-missing-comma json-trailing-comma json-double-comma json-single-quotes json-unbalanced translated-json-key
    payload-invalid payload-missing-field payload-type payload-value`,
  warning: `
    multiple-else index-inside-key unsupported-theme-tag operator-spacing
    mixed-and-or unquoted-string-compare quoted-number-compare array-equality time-without-math string-vs-number
    platform-case case-on-literal
    undefined-variable case-mismatch-variable case-mismatch-content-block shadowing-name
    unknown-attribute unknown-filter unsupported-filter filter-arity
    canvas-tags-in-campaign event-properties-in-canvas api-trigger-outside promotion-in-iam promotion-in-branch
    liquid-in-html-comment liquid-outside-body catalog-items-before-tag campaign-name-in-url
    cc-body-without-post cc-cache-range cc-retry-iam cc-url-escape cc-variable-scope cc-use-before-call cc-placeholder
    cc-inline-secret cc-unknown-path
    json-escape json-unquoted-output json-duplicate-key value-outer-space translated-header-name content-type-missing
    get-with-body form-body-not-encoded webhook-url-whitespace timestamp-unit url-encode-whole-url basic-auth-shape
    end-before-start payload-unknown-field payload-placeholder`,
  info: 'missing-default deprecated-name bare-attribute missing-content-block',
  hint: `
    blank-check-order empty-string-vs-blank unused-variable default-on-whitespace money-shopify-habit integer-division
    cc-no-cache-post cc-http cc-unchecked-result json-quoted-number`,
};

test('every code of the interface has a rule of its severity', () => {
  const severities = new Map(rules.map(({ code, severity }) => [code, severity]));
  for (const [severity, list] of Object.entries(EXPECTED)) {
    for (const code of list.trim().split(/\s+/)) assert.equal(severities.get(code), severity, code);
  }
  const known = new Set(Object.values(EXPECTED).flatMap((list) => list.trim().split(/\s+/)));
  assert.deepEqual(
    [...severities.keys()].filter((code) => !known.has(code)),
    [],
  );
});
