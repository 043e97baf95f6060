import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inflateSync } from 'node:zlib'
import { applePass } from './apple-pass.ts'
import { readAnswer } from './apns.ts'
import { KEY, ROOT, SIGNER, WWDR } from './certificate.fixture.ts'
import { readCertificate } from './certificate.ts'
import { loyaltyObject } from './google-pass.ts'
import { cardIcon } from './icons.ts'
import {
  codeText,
  faceOf,
  headlineOf,
  nextTryAt,
  noticesAfter,
  standsUntil,
  voidFace,
  type CardShown,
} from './rules.ts'
import { certificateFolder } from './wallets.fixture.ts'

const NOW = new Date('2026-03-02T10:00:00Z')

const card = (changes: Partial<CardShown> = {}): CardShown => ({
  tenant: { name: 'Lili Rose', theme: { primary: '#F4D35E' } },
  first_name: 'Camille',
  card_number: '2000000012345',
  card_number_grouped: '2000 0000 1234 5',
  programme: { name: 'Carte Lili Rose', sentences: ['1 point par euro.'] },
  accounts: [
    {
      unit: 'points',
      words: '240 points',
      expiring: [{ words: '40 points', expires_at: new Date('2026-03-31T21:59:00Z') }],
    },
  ],
  next_reward: { name: 'Carte cadeau de 10 €', missing_words: '60 points' },
  vouchers: [{ usable_now: true }, { usable_now: true }, { usable_now: false }],
  tiers: [{ tier: null }, { tier: { name: 'Or' } }],
  ...changes,
})
const around = {
  language: 'fr' as const,
  locked: false,
  time_zone: 'Europe/Paris',
  card_url: 'https://x/card/',
  message: null,
}
const serial = {
  pass_id: 'p',
  pass_type: 'pass.x',
  team: 'T',
  token: 'a token of the pass',
  service_url: null,
}
const passOf = (shown: CardShown, changes = {}) =>
  applePass(faceOf(shown, { ...around, ...changes }), serial).pass as any

test('what a pass shows, in the words and the colours of the shop', () => {
  const { storeCard, ...pass } = passOf(card())
  assert.deepEqual(storeCard.headerFields, [
    { key: 'balance', label: 'Solde', value: '240 points', changeMessage: 'Votre solde : %@' },
  ])
  assert.deepEqual(
    storeCard.secondaryFields.map(({ label, value }: any) => [label, value]),
    [
      ['Carte cadeau de 10 €', 'encore 60 points'],
      ['À utiliser', '2 bons'],
    ],
  )
  assert.deepEqual(
    storeCard.auxiliaryFields.map(({ value }: any) => value),
    ['Camille', 'Or'],
  )
  assert.deepEqual(
    storeCard.backFields.map(({ value }: any) => value),
    [
      'Aucun message pour le moment.',
      '40 points jusqu’au 31 mars 2026',
      'Carte Lili Rose\n1 point par euro.',
      'https://x/card/',
    ],
  )
  assert.deepEqual([pass.backgroundColor, pass.foregroundColor], ['rgb(244, 211, 94)', 'rgb(28, 35, 33)'])
  assert.deepEqual([pass.voided, pass.barcodes[0].message], [undefined, '2000000012345'])
  const english = passOf(card(), { language: 'en' })
  assert.deepEqual(
    [english.description, english.storeCard.secondaryFields[1].value],
    ['Lili Rose loyalty card', '2 vouchers'],
  )
})

test('zero, one, many, and what is not there', () => {
  const bare = passOf(
    card({
      tenant: { name: 'Lili Rose', theme: { primary: 'red; x' } },
      first_name: null,
      card_number: null,
      card_number_grouped: null,
      programme: null,
      accounts: [],
      next_reward: null,
      vouchers: [],
      tiers: [],
    }),
  )
  assert.deepEqual(
    [
      bare.storeCard.headerFields,
      bare.storeCard.secondaryFields,
      bare.storeCard.auxiliaryFields,
      bare.barcodes,
    ],
    [[], [], [], undefined],
  )
  assert.equal(bare.backgroundColor, 'rgb(31, 92, 70)', 'a colour that is none is the house’s')
  assert.equal(passOf(card({ vouchers: [{ usable_now: true }] })).storeCard.secondaryFields[1].value, '1 bon')
  const units = Array.from({ length: 4 }, (_, at) => ({ unit: `u${at}`, words: `${at} u`, expiring: [] }))
  assert.deepEqual(
    passOf(card({ accounts: units })).storeCard.auxiliaryFields.map(({ key }: any) => key),
    ['holder', 'tier', 'balance_2', 'balance_3'],
  )
})

test('a card that is locked or left is void, and one that is left says nothing of a person', () => {
  const locked = passOf(card(), { locked: true })
  assert.deepEqual([locked.voided, locked.storeCard.backFields[1].label], [true, 'Carte'])
  const gone = applePass(voidFace(card().tenant, 'fr'), serial).pass as any
  assert.deepEqual([gone.voided, gone.barcodes, gone.storeCard.auxiliaryFields], [true, undefined, []])
  assert.ok(!JSON.stringify(gone).includes('Camille'))
  const ids = { issuer: '3388', tenant_id: 't', pass_id: 'p' }
  const states = [
    faceOf(card(), around),
    faceOf(card(), { ...around, locked: true }),
    voidFace(card().tenant, 'fr'),
  ].map((face) => loyaltyObject(face, ids).state)
  assert.deepEqual(states, ['ACTIVE', 'INACTIVE', 'EXPIRED'])
})

test('a message is a field whose change the phone shows; its end is told to nobody', () => {
  const field = (message: any) => passOf(card(), { message }).storeCard.backFields[0]
  const none = field(null)
  assert.deepEqual(none, {
    key: 'message',
    label: 'Message de la boutique',
    value: 'Aucun message pour le moment.',
  })
  const said = field({ title: 'Soldes <-20 %>', body: 'Dès samedi & dimanche.', url: 'https://x/l/a?b&c' })
  assert.deepEqual(said, {
    key: 'message',
    label: 'Message de la boutique',
    value: 'Soldes <-20 %>\nDès samedi & dimanche.',
    attributedValue:
      'Soldes &lt;-20 %&gt;\nDès samedi &amp; dimanche.\n<a href="https://x/l/a?b&amp;c">En savoir plus</a>',
    changeMessage: '%@',
  })
})

test('a message stands until its sale is over, until it is of no use, or for a week', () => {
  const [sale_end, useful_until] = [new Date('2026-04-01T18:00:00Z'), new Date('2026-03-20T08:00:00Z')]
  assert.equal(standsUntil({ sale_end, useful_until }, NOW), sale_end)
  assert.equal(standsUntil({ sale_end: null, useful_until }, NOW), useful_until)
  const week = standsUntil({ sale_end: null, useful_until: null }, NOW)
  assert.equal(week.getTime() - NOW.getTime(), 7 * 86_400_000)
})

test('only the balance and the vouchers are news', () => {
  const headline = (changes: Partial<CardShown>) => headlineOf(faceOf(card(changes), around))
  assert.equal(headline({}), '240 points · 2 bons')
  assert.equal(headline({ first_name: 'Cam' }), headline({}))
  assert.notEqual(headline({ vouchers: [] }), headline({}))
  assert.equal(headlineOf(faceOf(card(), { ...around, locked: true })), '')
})

test('a pass rings three times in 24 hours, and again once the first is a day ago', () => {
  const at = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)
  for (const [before, rings, kept] of [
    [[], true, 1],
    [[at(1), at(2)], true, 3],
    [[at(1), at(2), at(23.999)], false, 3],
    [[at(1), at(2), at(24)], true, 3],
  ] as const) {
    const after = noticesAfter([...before], NOW)
    assert.deepEqual([after.rings, after.noticed_at.length], [rings, kept])
  }
})

test('tries go further apart, to six hours', () => {
  const waits = [0, 1, 5, 50].map((tries) => nextTryAt(tries, NOW).getTime() - NOW.getTime())
  assert.deepEqual(waits, [30_000, 60_000, 960_000, 6 * 3_600_000])
})

test('the code is what the till reads', () => {
  assert.deepEqual([codeText('2000000012345'), codeText('AB12')], ['2000000012345', 'carte:AB12'])
})

test('what is missing of a certificate is named; nothing else than a whole one is taken', () => {
  const problem = (files: Record<string, string>, now = NOW) => {
    const found = readCertificate(certificateFolder(files), now)
    return 'problem' in found ? found.problem : null
  }
  assert.equal(readCertificate(null, NOW).hasOwnProperty('certificate'), false)
  assert.deepEqual(readCertificate('/nowhere', NOW), { problem: 'file_missing' })
  assert.equal(problem({ 'signer.pem': 'not a certificate' }), 'unreadable')
  assert.equal(problem({ 'key.pem': SIGNER }), 'unreadable')
  assert.equal(problem({ 'signer.pem': WWDR }), 'key_of_another')
  assert.equal(problem({ 'wwdr.pem': ROOT }), 'wrong_wwdr')
  assert.equal(problem({}, new Date('2200-01-01T00:00:00Z')), 'expired')
  assert.equal(problem({}), null)
  const found = readCertificate(certificateFolder(), NOW)
  assert.ok('certificate' in found)
  assert.deepEqual(
    [found.certificate.pass_type, found.certificate.team],
    ['pass.fr.exemple.carte', 'TEAM123456'],
  )
  assert.equal(found.certificate.key, `${KEY.trim()}\n`)
})

test('what Apple answers', () => {
  for (const [status, body, gone, problem] of [
    [200, '', false, null],
    [410, '{"reason":"Unregistered","timestamp":1}', true, null],
    [400, '{"reason":"BadDeviceToken"}', true, null],
    [403, '{"reason":"BadCertificate"}', false, 'BadCertificate'],
    [429, '', false, 'HTTP 429'],
    [0, '', false, 'no answer'],
  ] as const)
    assert.deepEqual(readAnswer(status, body), { gone, problem })
})

test('icons are whole pictures: their ground is the shop’s colour, the card is drawn in the other', () => {
  const picture = cardIcon(58, '#1f5c46', '#ffffff')
  assert.equal(picture.readUInt32BE(16), 58)
  const length = picture.readUInt32BE(33)
  const pixels = inflateSync(picture.subarray(41, 41 + length))
  const at = (x: number, y: number) => [...pixels.subarray(y * 233 + 1 + x * 4, y * 233 + 4 + x * 4)]
  assert.deepEqual(
    [at(0, 0), at(29, 20)],
    [
      [0x1f, 0x5c, 0x46],
      [255, 255, 255],
    ],
  )
})
