import { test } from 'node:test'
import assert from 'node:assert/strict'
import { compileVariant } from './compile.ts'
import { ready } from './render.ts'
import type { Brand, Only, TemplatePurpose } from './schemas.ts'
import type { Links } from './shape.ts'
import { STARTERS } from './starters.ts'

const STORE = '01900000-0000-7000-8000-000000000009'

const brand: Brand = {
  primary: '#c8553d',
  logo_picture_id: null,
  font: 'serif',
  rounded: false,
  legal_name: 'Lili & Rose SARL',
  postal_address: '4 rue des Lilas, 42000 Saint-Étienne',
  phone: null,
  site_url: null,
  privacy_url: 'https://boutique.example/donnees',
  sms_name: null,
  sms_stop: null,
  sms_part_millicents: 10_000,
}
const links: Links = {
  unsubscribe: 'https://boutique.example/stop',
  preferences: 'https://boutique.example/choose',
  view: 'https://boutique.example/view',
  follow: (url, place) => `https://boutique.example/l/${place}/${url.length}`,
  pixel: '',
}

async function made(purpose: TemplatePurpose, language: 'fr' | 'en' = 'fr', salutation = 'Bonjour') {
  const shop = { name: 'Lili {{ Rose }}', url: 'https://boutique.example/t/lili', currency: 'EUR', brand }
  const newsletter = STARTERS[0]!.draft[language]!
  const compiled = await compileVariant(shop, { channel: 'email', purpose, language }, newsletter)
  const values = {
    salutation,
    points_words: '12 points',
    promotions: [],
    store: { name: 'Ici', hours: [] },
  }
  return ready(compiled).render({ customer_id: null, language, values }, {}, links)
}

test('the HTML is of its language, 600 wide, for the night too, and asks nobody else for anything', async () => {
  const { html } = await made('marketing')
  assert.match(html!, /<html lang="fr"/)
  assert.match(html!, /max-width:600px/)
  assert.match(html!, /prefers-color-scheme: dark/)
  assert.match(html!, /\[data-ogsc\]/)
  assert.match(html!, /<title>Les nouveautés/)
  assert.match(html!, /Georgia/)
  assert.doesNotMatch(html!, /fonts\.googleapis|<script|<link|@import|<form/)
  for (const [, source] of html!.matchAll(/<img[^>]+src="([^"]+)"/g))
    assert.match(source!, /^https:\/\/boutique\.example\//)
  for (const [tag] of html!.matchAll(/<img[^>]*>/g)) assert.match(tag, / alt="/)
  assert.ok(Buffer.byteLength(html!) < 30 * 1024)
})

test('cut in pieces it is the same, and what is the template’s own is so for every reader', async () => {
  const [ada, bea] = [
    await made('marketing', 'fr', 'Bonjour Ada'),
    await made('marketing', 'fr', 'Bonjour Bea'),
  ]
  for (const { html, pieces } of [ada, bea]) assert.equal(pieces!.join(''), html)
  const own = (pieces: string[]) => pieces.filter((_, at) => at % 2 === 1)
  assert.deepEqual(own(ada.pieces!), own(bea.pieces!))
  assert.ok(own(ada.pieces!).join('').length > 0.8 * ada.html!.length)
  assert.ok(ada.pieces!.some((piece, at) => at % 2 === 0 && piece.includes('Ada')))
})

test('the shop’s own name is never a template', async () => {
  const { html } = await made('marketing')
  assert.match(html!, /Lili \{\{ Rose \}\}/)
  assert.match(html!, /Lili &amp; Rose SARL/)
})

const LEGAL: [purpose: TemplatePurpose, stops: boolean, why: RegExp][] = [
  ['marketing', true, /accepté les offres/],
  ['loyalty', false, /vous avez la carte/],
  ['service', false, /concerne vos achats/],
]
for (const [purpose, stops, why] of LEGAL)
  test(`at the foot of a message of ${purpose}: who sends, why, and how it stops`, async () => {
    const { html, text } = await made(purpose)
    for (const words of [html!, text]) {
      assert.match(words, /4 rue des Lilas, 42000 Saint-Étienne/)
      assert.match(words, why)
      assert.equal(/boutique\.example\/stop/.test(words), stops)
      assert.match(words, /boutique\.example\/choose/)
      assert.match(words, /Vos données/)
    }
  })

test('in English it is English all through', async () => {
  const { html, text } = await made('marketing', 'en')
  assert.match(html!, /<html lang="en"/)
  assert.doesNotMatch(html! + text, /désinscrire|navigateur|Valable/)
  assert.match(text, /Unsubscribe/)
})

test('a reader for whom there is no promotion sees no empty band, and nothing is missing', async () => {
  const { html, text, missing } = await made('marketing')
  assert.deepEqual(missing, [])
  assert.doesNotMatch(html!, /Choisi pour vous/)
  assert.doesNotMatch(text, /CHOISI POUR VOUS/i)
})

const ONLY: [what: string, only: Only, values: object, shown: boolean][] = [
  ['in its season', { by: 'season', seasons: ['spring', 'summer'] }, { season: 'summer' }, true],
  ['out of it', { by: 'season', seasons: ['spring'] }, { season: 'summer' }, false],
  ['in one of its stores', { by: 'store', store_ids: [STORE] }, { store: { store_id: STORE } }, true],
  ['in another', { by: 'store', store_ids: [STORE] }, { store: { store_id: 'other' } }, false],
  ['without a store', { by: 'store', store_ids: [STORE] }, {}, false],
  ['of its tier', { by: 'tier', tiers: ['Or "fin" {{ x }}'] }, { tier: { name: 'Or "fin" {{ x }}' } }, true],
  ['of another tier', { by: 'tier', tiers: ['Or'] }, { tier: { name: 'Argent' } }, false],
]
for (const [what, only, values, shown] of ONLY)
  test(`a block for some: ${what}`, async () => {
    const shop = { name: 'Lili Rose', url: 'https://boutique.example/t/lili', currency: 'EUR', brand }
    const variant = {
      subject: 'Bonjour',
      preheader: '',
      blocks: [{ block_id: 'a', kind: 'text' as const, words: 'Rien que pour vous', only }],
    }
    const compiled = await compileVariant(
      shop,
      { channel: 'email', purpose: 'loyalty', language: 'fr' },
      variant,
    )
    const { html, text, missing } = ready(compiled).render(
      { customer_id: null, language: 'fr', values: { ...values } },
      {},
      links,
    )
    assert.deepEqual([/Rien que/.test(html!), /Rien que/.test(text), missing], [shown, shown, []])
  })

test('a block for telephones is hidden by the style, and is in the plain text', async () => {
  const shop = { name: 'Lili Rose', url: 'https://boutique.example/t/lili', currency: 'EUR', brand }
  const variant = {
    subject: 'Bonjour',
    preheader: '',
    blocks: [
      {
        block_id: 'a',
        kind: 'text' as const,
        words: 'Touchez',
        only: { by: 'device' as const, device: 'phone' as const },
      },
    ],
  }
  const compiled = await compileVariant(
    shop,
    { channel: 'email', purpose: 'loyalty', language: 'fr' },
    variant,
  )
  assert.match(compiled.html!, /class="[^"]*only-phone/)
  assert.match(compiled.html!, /min-width:480px\)\{\.only-phone\{display:none/)
  assert.match(compiled.text, /Touchez/)
})
