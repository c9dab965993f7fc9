/** Templates that look alike are told apart, and what partners publish in several forms is right in each. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { builtinDocset } from '../../server/src/docset';
import { readDocument } from '../../server/src/document';
import { checkDocument } from '../../server/src/rules';
import { defaultConfig, emptyWorkspace } from '../../server/src/workspace';

/** The template's id, then the errors and warnings of its body as `code 'name'`, the name being what the message quotes first. */
function read(url: string, body: string, method = 'POST'): readonly string[] {
  const text = `---\nurl: ${url}\nmethod: ${method}\nheaders:\n  Authorization: Bearer abcdefg\n  Content-Type: application/json\n---\n${body}`;
  const document = readDocument('file:///w/a.webhook.liquid', text, {
    docset: builtinDocset,
    config: defaultConfig,
    root: 'file:///w',
  });
  const found = checkDocument(document, { docset: builtinDocset, workspace: emptyWorkspace })
    .filter(({ severity }) => severity === 'error' || severity === 'warning')
    .filter(({ message }) => !message.includes("'Authorization'"))
    .map(({ code, message }) => `${code} ${/'[^']*'/.exec(message)?.[0] ?? ''}`.trim());
  return [document.partner?.id ?? 'none', ...found];
}

const WHATSAPP = 'https://graph.facebook.com/v19.0/1098765432/messages';

for (const [title, url, body, expected] of [
  [
    'a text in WhatsApp',
    WHATSAPP,
    '{"messaging_product": "whatsapp", "to": "+49151", "type": "text", "text": {"body": "Hi"}}',
    ['facebook-messenger/whatsapp'],
  ],
  [
    'a picture in WhatsApp',
    WHATSAPP,
    '{"messaging_product": "whatsapp", "to": "+49151", "type": "image", "image": {"link": "https://a.example/1.png"}}',
    ['facebook-messenger/whatsapp'],
  ],
  [
    'a receipt in WhatsApp',
    WHATSAPP,
    '{"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.1"}',
    ['facebook-messenger/whatsapp'],
  ],
  [
    'a slip in WhatsApp',
    WHATSAPP,
    '{"messaging_product": "whatsapp", "to": "+49151", "type": "txt", "text": {"body": "Hi"}}',
    ['facebook-messenger/whatsapp', "payload-value 'txt'"],
  ],
  [
    'nobody in WhatsApp',
    WHATSAPP,
    '{"messaging_product": "whatsapp", "type": "text", "text": {"body": "Hi"}}',
    ['facebook-messenger/whatsapp', "payload-missing-field 'to'"],
  ],
  [
    'Messenger by the id of the page',
    'https://graph.facebook.com/v21.0/1098765432/messages?access_token=abc',
    '{"recipient": {"id": "1"}, "messaging_type": "UPDATE", "message": {"text": "Hi"}}',
    ['facebook-messenger/send'],
  ],
  [
    'Messenger as me',
    'https://graph.facebook.com/me/messages?access_token=abc',
    '{"recipient": {"id": "1"}, "message": {"text": "Hi"}}',
    ['facebook-messenger/send'],
  ],
  [
    'Oppizi by a recipient id',
    'https://webhooks.oppizi.com/events',
    '{"event": "workflow.addRecipient", "oppiziWorkflowID": "w", "requestType": "live", "recipient": {"firstName": "A", "lastName": "B", "address1": "1 Way", "city": "C", "state": "S", "zipCode": "Z", "country": "US"}}',
    ['oppizi/add-recipient', "payload-missing-field 'recipientID'"],
  ],
  [
    'Oppizi by a Braze id',
    'https://webhook.oppizi.com/events',
    '{"event": "workflow.addRecipient", "oppiziWorkflowID": "w", "recipient": {"brazeID": "{{${braze_id}}}", "firstName": "A", "lastName": "B", "address1": "1 Way", "city": "C", "state": "S", "zipCode": "Z", "country": "{{${country} | default: \'US\'}}"}}',
    ['oppizi/add-recipient-by-braze-id'],
  ],
  [
    'a LINE message to an id as LINE writes them',
    'https://api.line.me/v2/bot/message/push',
    '{% if custom_attribute.${line_id} == blank %}{% abort_message() %}{% endif %}{"to": "{{custom_attribute.${line_id}}}", "messages": [{"type": "text", "text": "Hi"}]}',
    ['line/push-message'],
  ],
] as const) {
  test(title, () => assert.deepEqual(read(url, body), expected));
}

test('a ticket is updated with less than a new one needs, and a new one needs its comment alone', () => {
  const url = 'https://acme.zendesk.com/api/v2/tickets';
  const tickets: readonly (readonly [string, string, string, readonly string[]])[] = [
    [`${url}/35.json`, 'PUT', '{"ticket": {"comment": {"body": "Hi"}}}', ['zendesk/update-ticket']],
    [`${url}/35.json`, 'PUT', '{"ticket": {"status": "solved", "subject": "A"}}', ['zendesk/update-ticket']],
    [`${url}/create_many.json`, 'POST', '{"tickets": [{"comment": {"body": "Hi"}}]}', ['none']],
    [`${url}/35`, 'PUT', '{"ticket": {"status": "solvd"}}', ['zendesk/update-ticket', "payload-value 'solvd'"]],
    [`${url}.json`, 'POST', '{"ticket": {"comment": {"body": "Hi"}}}', ['zendesk/create-ticket']],
    [
      `${url}.json`,
      'POST',
      '{"ticket": {"subject": "A"}}',
      ['zendesk/create-ticket', "payload-missing-field 'comment'"],
    ],
    [
      `${url}.json`,
      'POST',
      '{"ticket": {"sujet": "A", "commentaire": {"body": "Hi"}, "priorité": "urgent", "statut": "new"}}',
      [
        'zendesk/create-ticket',
        "translated-json-key 'sujet'",
        "translated-json-key 'commentaire'",
        "translated-json-key 'priorité'",
        "translated-json-key 'statut'",
      ],
    ],
  ];
  for (const [address, method, body, expected] of tickets) {
    assert.deepEqual(read(address, body, method), expected, body);
  }
});

test('a placeholder without brackets is one in the template that it belongs to', () => {
  const url = 'https://internal.inkit.io/integrations/webhook';
  const rest =
    '"first_name": "A", "last_name": "B", "email": "a@b.example", "address_line_1": "1", "address_city": "C", "address_state": "S", "address_zip": "Z", "address_country": "US", "source": "Braze"';
  const placeholders = (body: string): readonly string[] =>
    read(url, body).filter((line) => line.startsWith('payload-placeholder'));
  assert.deepEqual(placeholders(`{"api_token": "INKIT_API_TOKEN", "template_id": "INKIT_TEMPLATE_ID", ${rest}}`), [
    "payload-placeholder 'INKIT_API_TOKEN'",
    "payload-placeholder 'INKIT_TEMPLATE_ID'",
  ]);
  assert.deepEqual(placeholders(`{"api_token": "<INKIT_API_TOKEN>", "template_id": "bd9b0b8c", ${rest}}`), [
    "payload-placeholder '<INKIT_API_TOKEN>'",
  ]);
});
