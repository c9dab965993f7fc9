/** Braze's pages that rules point to. */
const PERSONALIZE = 'https://www.braze.com/docs/user_guide/messaging/design_and_edit/personalize';
const CONNECTED_CONTENT = `${PERSONALIZE}/connected_content`;

/** Braze's pages about what rules are about. */
export const pages = {
  usingLiquid: `${PERSONALIZE}/liquid/using_liquid/`,
  supportedTags: `${PERSONALIZE}/liquid/supported_personalization_tags/`,
  operators: `${PERSONALIZE}/liquid/operators/`,
  conditionalLogic: `${PERSONALIZE}/liquid/conditional_logic/`,
  filters: `${PERSONALIZE}/liquid/filters/`,
  defaultValues: `${PERSONALIZE}/liquid/setting_default_values/`,
  aborting: `${PERSONALIZE}/liquid/aborting_messages/`,
  messageExtras: `${PERSONALIZE}/liquid/advanced_filters/message_extras/`,
  useCases: `${PERSONALIZE}/liquid/liquid_use_cases/`,
  faq: `${PERSONALIZE}/liquid/faq/`,
  restApi: `${PERSONALIZE}/sources/rest_api/`,
  context: `${PERSONALIZE}/sources/context_variables/`,
  catalogs: `${PERSONALIZE}/sources/catalog/`,
  promotions: `${PERSONALIZE}/sources/promotion_codes/`,
  contentBlocks: 'https://www.braze.com/docs/user_guide/engagement_tools/templates_and_media/content_blocks/',
  locales: 'https://www.braze.com/docs/user_guide/messaging/messaging_fundamentals/localization/locales_in_messages/',
  connectedContent: `${CONNECTED_CONTENT}/`,
  makingCalls: `${CONNECTED_CONTENT}/making_an_api_call/`,
  caching: `${CONNECTED_CONTENT}/caching_responses/`,
  retries: `${CONNECTED_CONTENT}/connected_content_retries/`,
  savedVariables: `${CONNECTED_CONTENT}/local_connected_content_variables/`,
  abortingCalls: `${CONNECTED_CONTENT}/aborting_connected_content/`,
  webhooks: 'https://www.braze.com/docs/user_guide/channels/webhooks/create_a_webhook/',
} as const;
