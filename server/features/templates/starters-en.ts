/** The starters in English. */
import { button, email, picture, text } from './starter-blocks.ts'
import type { Written } from './starters.ts'

const CARD = '{{ shop.card_url }}'

export const STARTERS_EN: Written = {
  newsletter: {
    name: 'Newsletter',
    about: 'The news, and promotions chosen for each customer.',
    variant: email(
      'New this week, chosen for you',
      'A few ideas from what you like, and the news of the shop.',
      [
        text(
          '# {{ salutation }},\n\nThe first pieces of the season reach the shop this week. We kept for you those that are like you.',
        ),
        picture('The new collection in the window'),
        { kind: 'promotions', count: 4, show_reason: true, tone: 'tint', title: 'Chosen for you' },
        text(
          '## In the shop\n\nOn Saturday **Camille** is there all day to advise you: come and try, even without buying.\n\n- Free alterations on the new collection\n- A coffee is waiting',
        ),
        { kind: 'points', bar: true },
        button('See my card', CARD),
        { kind: 'divider' },
        { kind: 'store', store_id: null, show_hours: true, show_phone: true },
      ],
    ),
  },
  birthday: {
    name: 'Birthday',
    about: 'A present on the day, with its code.',
    variant: email(
      'Happy birthday, {{ first_name | default: "from all of us" }}!',
      'A present is waiting in the shop.',
      [
        text(
          '# Happy birthday{% if first_name %}, {{ first_name }}{% endif %}!\n\nAll of us think of you today. Here is a small present, for whenever you come by.',
          'brand',
          'center',
        ),
        { kind: 'voucher', from: 'message', show: 'qr', tone: 'plain', words: 'Show this code at the till.' },
        text('See you soon,\n\n**{{ shop.name }}**'),
        { kind: 'store', store_id: null, show_hours: true, show_phone: false, tone: 'tint' },
      ],
    ),
  },
  points_expiring: {
    name: 'Points about to expire',
    about: 'Tells in time, with what the points are worth.',
    variant: email(
      'Your {{ expiring.words }} expire on {{ expiring.date }}',
      'Use them before, on what you like.',
      [
        text(
          '# {{ salutation }},\n\n**{{ expiring.words }}** on your card expire on **{{ expiring.date }}**. It would be a pity to lose them.',
        ),
        { kind: 'countdown', to: { kind: 'points' }, words: 'to enjoy them', tone: 'tint' },
        { kind: 'points', bar: true },
        button('See what I can have', CARD),
        { kind: 'divider' },
        { kind: 'store', store_id: null, show_hours: true, show_phone: true },
      ],
    ),
  },
  gift_card: {
    name: 'Gift card earned',
    about: 'Leaves as soon as the threshold is reached.',
    variant: email('Your gift card is here', 'Show it at the till, on paper or on the phone.', [
      text(
        '# Well done{% if first_name %}, {{ first_name }}{% endif %}!\n\nYour purchases paid off: here is your gift card.',
        'brand',
        'center',
      ),
      { kind: 'voucher', from: 'message', show: 'qr' },
      text('Spend it at once or little by little, in all our stores.', 'plain', 'center'),
      button('Keep it on my phone', CARD, 'plain', 'center'),
      { kind: 'store', store_id: null, show_hours: true, show_phone: false, tone: 'tint' },
    ]),
  },
  private_sale: {
    name: 'Private sale',
    about: 'Invites loyal customers, with a photo of the pieces.',
    variant: email('You are invited: private sale at the shop', 'Before everybody, and for you only.', [
      text('# Private sale\n\nBefore everybody, and for you only.', 'brand', 'center'),
      picture('The pieces of the private sale'),
      text(
        '{{ salutation }},\n\nYou are one of our loyal customers. That evening the shop opens for you alone: the new pieces, a drink, and our advice.',
      ),
      {
        kind: 'columns',
        tone: 'tint',
        columns: [
          [{ block_id: 'c1', kind: 'text', words: '## When\n\nThursday, from 18:00 to 21:00' }],
          [{ block_id: 'c2', kind: 'text', words: '## How\n\nShow your card at the door' }],
        ],
      },
      button('Open my card', CARD, 'plain', 'center'),
      { kind: 'store', store_id: null, show_hours: false, show_phone: true },
      { kind: 'map', store_id: null, picture_id: null, alt: '' },
    ]),
  },
  thank_you: {
    name: 'Thank you for your visit',
    about: 'A word the day after a purchase.',
    variant: email('Thank you for your visit', 'And here is where you stand.', [
      text(
        '# Thank you{% if first_name %}, {{ first_name }}{% endif %}!\n\nYou came to see us{% if last_purchase %} on {{ last_purchase.date }}{% endif %}, and we are glad. If something is not right, reply to this message: a person will read you.',
      ),
      { kind: 'points', bar: true, tone: 'tint' },
      button('See my card', CARD),
      { kind: 'divider' },
      { kind: 'store', store_id: null, show_hours: true, show_phone: true },
    ]),
  },
  private_sale_sms: {
    name: 'Private sale by text',
    about: 'One part, STOP included.',
    variant: {
      text: '{{ shop.name }}: {{ first_name | default: "hello" }}, private sale Thursday 6-9pm, for our loyal customers only. Show your card.',
    },
  },
  points_expiring_sms: {
    name: 'Points about to expire by text',
    about: 'The number and the day.',
    variant: {
      text: '{{ shop.name }}: your {{ expiring.words }} expire on {{ expiring.date }}. Come and see us!',
    },
  },
  gift_card_push: {
    name: 'Gift card notification',
    about: 'Opens the vouchers of the card.',
    variant: {
      title: 'Your gift card is here',
      text: '{{ voucher.amount_words }} to spend when you like.',
      picture_id: null,
      target: 'vouchers',
    },
  },
  come_back_letter: {
    name: 'Come back, by letter',
    about: 'For those who have not come for long.',
    variant: {
      subject: 'We miss you',
      place: 'Saint-Étienne',
      words:
        '{{ salutation }},\n\nIt has been some time since we saw you{% if last_purchase %}, on {{ last_purchase.date }}{% endif %}. The shop has changed: new brands, a corner to sit down, and still the same people.\n\n**Bring this letter and we take €10 off** purchases of €50 or more, until the end of next month.\n\nSee you soon,\n\n**All of us at {{ shop.name }}**',
    },
  },
  come_back_call: {
    name: 'Come back, by telephone',
    about: 'For the team, step by step.',
    variant: {
      steps: [
        {
          title: 'Say who you are',
          text: 'Hello {{ first_name | default: "" }}, this is {{ shop.name }}. I am calling because you agreed to it. Is this a good moment?',
        },
        {
          title: 'Ask how things are',
          text: 'Your last visit was on {{ last_purchase.date | default: "some time ago" }}. Is all well with what you bought?',
        },
        { title: 'Invite', text: 'We keep €10 off for you until the end of the month.' },
      ],
      outcomes: [
        { code: 'will_come', label: 'Will come' },
        { code: 'not_interested', label: 'Not interested' },
        { code: 'no_answer', label: 'No answer' },
        { code: 'call_later', label: 'Call later' },
        { code: 'no_more_calls', label: 'Call me no more' },
      ],
    },
  },
  private_sale_post: {
    name: 'Private sale post',
    about: 'For the shop’s own pages.',
    variant: {
      text: 'On Thursday evening the shop opens for our loyal customers alone. No card yet? It is free, at the till, in fifteen seconds.',
      picture_id: null,
      alt: '',
    },
  },
}
