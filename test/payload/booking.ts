/** A partner made up for tests: code must not know any by name. */
import { builtinDocset, type FieldEntry, type PartnerTemplate } from '../../server/src/docset';
import type { PayloadContext } from '../../server/src/payload';

const text = (name: string, more: Partial<FieldEntry> = {}): FieldEntry => ({
  name,
  type: 'string',
  description: '',
  ...more,
});

export const booking: PartnerTemplate = {
  id: 'booking',
  name: 'Booking',
  kind: 'webhook',
  description: '',
  file: '',
  placeholders: { '<HOTEL_ID>': 'The hotel.' },
  body: {
    format: 'json',
    atLeastOne: [['guest', 'room']],
    fields: [
      text('hotel', { required: true, misspellings: ['hôtel'], liquid: '"{{hotel}}"' }),
      text('guest'),
      text('room', { example: '12' }),
      text('zone', { values: { list: 'zones' } }),
      text('kind', { values: ['single', 'double'] }),
      text('from', { format: 'local-date-time' }),
      text('to', { format: 'local-date-time', after: 'from' }),
      text('mail', { format: 'email' }),
      { name: 'nights', type: 'integer', minimum: 1, maximum: 30, description: '' },
      { name: 'price', type: 'number', quotedNumber: true, description: '' },
      { name: 'paid', type: 'boolean', description: '' },
      { name: 'sent', type: 'integer', format: 'unix-milliseconds', description: '' },
      { name: 'extra[N].name', pattern: 'extra[{1-3}].name', type: 'string', description: '' },
      {
        name: 'guests',
        type: 'array',
        description: '',
        items: { name: 'guest', type: 'object', description: '', fields: [text('name', { required: true })] },
      },
    ],
  },
};

export const partnered: PayloadContext = {
  template: booking,
  valueLists: {
    zones: { description: '', values: [{ value: 'Eastern Standard Time' }, { value: 'Romance Standard Time' }] },
  },
  contentBlocks: new Map(),
  attributes: builtinDocset.attributes,
};

/** JSON of no known partner. */
export const bare: PayloadContext = { ...partnered, template: null };
