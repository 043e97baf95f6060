import { test } from 'node:test'
import assert from 'node:assert/strict'
import { compileVariant } from './compile.ts'
import { isBlocking, lint, type Finding } from './lint.ts'
import { sayFinding } from './lint-words.ts'
import type { Brand, OwnBlock, TemplateChannel, TemplatePurpose, Variant } from './schemas.ts'

const brand: Brand = {
  primary: '#1f5c46',
  logo_picture_id: null,
  font: 'humanist',
  rounded: true,
  legal_name: 'Lili Rose SARL',
  postal_address: '4 rue des Lilas, 42000 Saint-Étienne',
  phone: null,
  site_url: null,
  privacy_url: null,
  sms_name: null,
  sms_stop: '36180',
  sms_part_millicents: 10_000,
}
type More = { purpose?: TemplatePurpose; brand?: Partial<Brand>; name?: string }

async function found(channel: TemplateChannel, variant: Variant, more: More = {}): Promise<Finding[]> {
  const own = { ...brand, ...more.brand }
  const written = { channel, purpose: more.purpose ?? ('marketing' as const), language: 'fr' as const }
  const shop = {
    name: more.name ?? 'Lili Rose',
    url: 'https://boutique.example/t/lili',
    currency: 'EUR',
    brand: own,
  }
  const compiled = await compileVariant(shop, written, variant)
  return lint({ ...written, brand: own, shop_name: shop.name, variant, compiled })
}

const text = (words: string, block_id = 'a'): OwnBlock => ({ block_id, kind: 'text', words })
const email = (blocks: OwnBlock[], subject = 'Les nouveautés', preheader = 'À lire') => ({
  subject,
  preheader,
  blocks,
})
const picture = (more: object): OwnBlock =>
  ({
    block_id: 'p',
    kind: 'picture',
    picture_id: '01900000-0000-7000-8000-000000000001',
    alt: '',
    ...more,
  }) as OwnBlock
const button = (label: string, url: string): OwnBlock => ({ block_id: 'b', kind: 'button', label, url })
const PAGE =
  'Un texte assez long pour que le message ne soit pas fait que d’images, comme le demandent les filtres des boîtes aux lettres.'

test('a good e-mail has nothing to mend', async () => {
  const blocks = [
    text(`# Bonjour\n\n${PAGE}`),
    picture({ alt: 'La vitrine' }),
    button('Voir la collection', 'https://boutique.example/'),
  ]
  assert.deepEqual(await found('email', email(blocks)), [])
})

const EMAILS: [code: string, level: string, variant: Variant, more?: More][] = [
  ['empty', 'error', email([])],
  ['alt_missing', 'error', email([text(PAGE), picture({ alt: ' ' })])],
  ['picture_missing', 'warning', email([text(PAGE), picture({ picture_id: null })])],
  ['link_missing', 'error', email([text(PAGE), button('Voir la collection', '')])],
  ['link_unsafe', 'error', email([text(PAGE), button('Voir la collection', 'javascript:alert(1)')])],
  ['link_insecure', 'error', email([text(PAGE), button('Voir la collection', 'http://x.example')])],
  ['link_shortened', 'error', email([text(`${PAGE} [la suite](https://bit.ly/abc)`)])],
  ['link_vague', 'error', email([text(PAGE), button('Cliquez ici', 'https://x.example')])],
  ['link_vague', 'warning', email([text(`${PAGE} [ici](https://x.example)`)])],
  ['subject_missing', 'error', email([text(PAGE)], ' ')],
  ['subject_long', 'warning', email([text(PAGE)], 'x'.repeat(71))],
  ['subject_trap', 'warning', email([text(PAGE)], 'SOLDES INCROYABLES')],
  ['subject_trap', 'warning', email([text(PAGE)], 'Soldes !!')],
  ['preheader_missing', 'warning', email([text(PAGE)], 'Soldes', '')],
  ['too_large', 'error', email(Array.from({ length: 14 }, (_, at) => text('mot '.repeat(1990), `t${at}`)))],
  ['legal_name_missing', 'error', email([text(PAGE)]), { brand: { legal_name: null } }],
  ['postal_address_missing', 'error', email([text(PAGE)]), { brand: { postal_address: null } }],
  [
    'promotion_in_service',
    'error',
    email([text(PAGE), { block_id: 'q', kind: 'promotions', count: 2, show_reason: true }]),
    { purpose: 'service' },
  ],
  ['contrast_corrected', 'warning', email([text(PAGE)]), { brand: { primary: '#f2b705' } }],
  ['pictures_only', 'warning', email([text('Bonjour'), picture({ alt: 'La vitrine' })])],
  ['heading_order', 'warning', email([text(`# Un\n\n${PAGE}`), text('### Trois')])],
  ['heading_twice', 'warning', email([text(`# Un\n\n${PAGE}`), text('# Deux')])],
  ['value_unknown', 'warning', email([text(`${PAGE} {{ favourite_colour }}`)])],
]
for (const [code, level, variant, more] of EMAILS)
  test(`an e-mail: ${code} (${level})`, async () => {
    const one = (await found('email', variant, more)).find((finding) => finding.code === code)
    assert.deepEqual([one?.code, one?.level], [code, level])
    for (const language of ['fr', 'en'] as const)
      assert.doesNotMatch(sayFinding(one!, language), /\{|^[a-z_]+$/)
  })

test('70 letters of subject are fine, 71 are long', async () => {
  const codes = async (length: number) =>
    (await found('email', email([text(PAGE)], 'x'.repeat(length)))).map(({ code }) => code)
  assert.deepEqual([await codes(70), await codes(71)], [[], ['subject_long']])
})

const OTHERS: [what: string, channel: TemplateChannel, variant: Variant, more: More, codes: string[]][] = [
  ['a text that names its sender', 'sms', { text: 'Lili Rose : soldes jeudi' }, {}, []],
  ['by another way of writing it', 'sms', { text: 'LILI ROSE, soldes' }, {}, []],
  ['without its sender', 'sms', { text: 'Soldes jeudi' }, {}, ['sms_sender_missing']],
  [
    'without a number for STOP',
    'sms',
    { text: 'Lili Rose : soldes' },
    { brand: { sms_stop: null } },
    ['sms_stop_missing'],
  ],
  [
    'from a number of service',
    'sms',
    { text: 'Lili Rose : soldes' },
    { brand: { sms_stop: '38180' } },
    ['sms_stop_number'],
  ],
  [
    'a service needs neither',
    'sms',
    { text: 'Votre commande est prête' },
    { purpose: 'service', brand: { sms_stop: null } },
    [],
  ],
  ['five parts', 'sms', { text: `Lili Rose ${'a'.repeat(640)}` }, {}, ['sms_long']],
  [
    'a notification too long',
    'push',
    { title: 't'.repeat(51), text: 'x'.repeat(151), picture_id: null, target: 'card' },
    {},
    ['push_title_long', 'push_text_long'],
  ],
  [
    'a call without a refusal',
    'phone',
    { steps: [{ title: 'Lili Rose', text: 'Bonjour' }], outcomes: [{ code: 'yes', label: 'Oui' }] },
    {},
    ['phone_no_refusal'],
  ],
  [
    'a call that hides who calls',
    'phone',
    { steps: [{ title: 'Bonjour', text: '' }], outcomes: [{ code: 'no_more_calls', label: 'Non' }] },
    {},
    ['phone_sender_missing'],
  ],
  [
    'a letter without an address',
    'letter',
    { subject: '', words: 'Bonjour', place: '' },
    { brand: { postal_address: null } },
    ['postal_address_missing'],
  ],
  [
    'a post about one person',
    'social',
    { text: 'Bonjour {{ first_name }}', picture_id: null, alt: '' },
    {},
    ['social_personal'],
  ],
]
for (const [what, channel, variant, more, codes] of OTHERS)
  test(`${channel}: ${what}`, async () => {
    assert.deepEqual(
      (await found(channel, variant, more)).map(({ code }) => code),
      codes,
    )
  })

test('an error keeps offers from service; a service is kept only by what is never right', () => {
  const finding = (code: string, level: Finding['level']): Finding => ({
    code,
    level,
    language: 'fr',
    block_id: null,
    details: {},
  })
  assert.equal(isBlocking(finding('alt_missing', 'error'), 'marketing'), true)
  assert.equal(isBlocking(finding('alt_missing', 'error'), 'service'), false)
  assert.equal(isBlocking(finding('link_unsafe', 'error'), 'service'), true)
  assert.equal(isBlocking(finding('subject_long', 'warning'), 'marketing'), false)
})
