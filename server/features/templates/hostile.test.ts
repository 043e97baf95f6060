import { test } from 'node:test'
import assert from 'node:assert/strict'
import { compileVariant, type Shop } from './compile.ts'
import { ready } from './render.ts'
import type { Brand, EmailVariant, TemplateChannel, Variant } from './schemas.ts'
import type { Links } from './shape.ts'

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
const shop: Shop = { name: 'Lili {{ Rose }}', url: 'https://boutique.example/t/lili', currency: 'EUR', brand }
const links: Links = {
  unsubscribe: 'https://boutique.example/stop',
  preferences: 'https://boutique.example/choose',
  view: 'https://boutique.example/view',
  follow: (url, place) => `https://boutique.example/l/${place}?to=${encodeURIComponent(url)}`,
  pixel: '',
}
const written = { purpose: 'marketing', language: 'fr' } as const

async function fill(words: string, values: object = {}, more: Partial<Links> = {}) {
  const variant: EmailVariant = {
    subject: 'Bonjour {{ first_name | default: "" }}',
    preheader: '',
    blocks: [{ block_id: 'a', kind: 'text', words }],
  }
  return (await open('email', variant)).render(
    { customer_id: null, language: 'fr', values: { ...values } },
    {},
    { ...links, ...more },
  )
}
const open = async (channel: TemplateChannel, variant: Variant) =>
  ready(await compileVariant(shop, { channel, ...written }, variant))
const refused = (words: string, values: object = {}) =>
  fill(words, values).then(
    () => assert.fail(`let through: ${words}`),
    (error: any) => error.code as string,
  )

const FORBIDDEN = [
  '{% include "secret" %}',
  '{% render "secret" %}',
  '{% layout "secret" %}',
  '{% raw %}{{ x }}{% endraw %}',
  '{% assign a = 1 %}',
  '{% capture a %}b{% endcapture %}',
  '{% liquid\n assign a = 1 %}',
  '{% address 0 %}',
  '{% increment a %}',
  '{{ first_name | raw }}',
  '{{ first_name | escape_once }}',
  '{{ first_name | nothing_such }}',
  '{{ first_name',
  '{% if a %}',
  '{% endif %}',
]
for (const words of FORBIDDEN)
  test(`between braces there is no ${JSON.stringify(words)}`, async () => {
    assert.equal(await refused(words), 'template_malformed')
  })

test('a name with tags, quotes and braces is only a name, in words, subjects and attributes', async () => {
  const first_name = `<img src=x onerror="alert(1)">{{ card_number }}{% if x %}'`
  const { html, text, subject } = await fill(
    'Bonjour **{{ first_name }}** [lien](https://x.example/{{ first_name }})',
    {
      first_name,
      card_number: 'N° 4242',
    },
  )
  assert.doesNotMatch(html!, /<img src=x/)
  assert.match(
    html!,
    /&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt;\{\{ card_number \}\}\{% if x %\}&#39;/,
  )
  assert.doesNotMatch(html! + text + subject!, /N° 4242/)
  assert.match(text, /\{\{ card_number \}\}/)
  assert.match(html!, /to=https%3A%2F%2Fx\.example%2F%253Cimg/)
})

test('a subject stays one line whatever a name holds', async () => {
  const { subject } = await fill('x', { first_name: 'Ada\r\nBcc: all@example.org\u2028' })
  assert.equal(subject, 'Bonjour Ada Bcc: all@example.org')
})

test('what every object has is not a value', async () => {
  for (const path of [
    'constructor',
    'first_name.constructor',
    '__proto__',
    'first_name.__proto__.constructor',
    'toString',
    'hasOwnProperty',
  ]) {
    const { text, missing } = await fill(`x {{ ${path} }}`, { first_name: 'Ada' })
    assert.doesNotMatch(text, /function|native|object/, path)
    assert.deepEqual(missing, [path])
  }
})

test('a whole thing where a part of it was meant is missing, not [object Object]', async () => {
  const { text, missing } = await fill('x {{ voucher }} {{ vouchers }}', {
    voucher: { name: 'a' },
    vouchers: [{}],
  })
  assert.deepEqual(missing, ['voucher', 'vouchers'])
  assert.doesNotMatch(text, /object/)
})

test('loops without end, and what would fill the memory, end as a refusal', async () => {
  const loop = '{% for i in (1..100000000) %}x{% endfor %}'
  const nested =
    '{% for i in (1..3000) %}{% for j in (1..3000) %}aaaaaaaaaaaaaaaaaaaa{% endfor %}{% endfor %}'
  const begun = performance.now()
  for (const words of [loop, nested]) assert.equal(await refused(words), 'template_too_large')
  assert.ok(performance.now() - begun < 5000)
})

test('links lead over the counter, and never to what a mail program would run', async () => {
  for (const url of [
    'javascript:alert(1)',
    'data:text/html,x',
    'http://x.example',
    '//x.example',
    'vbscript:x',
    'file:///etc/passwd',
  ]) {
    const { html } = await fill(`x [aller]({{ link }}) [ici](${url})`, { link: url })
    assert.doesNotMatch(html!, /(href="|to=)(javascript|data|vbscript|file|http:|http%3A|\/\/|%2F%2F)/, url)
  }
  const { html, text } = await fill('x [aller](https://x.example/a?b=1&c=2) [appeler](tel:+33477000000)')
  assert.match(
    html!,
    /href="https:\/\/boutique\.example\/l\/0\?to=https%3A%2F%2Fx\.example%2Fa%3Fb%3D1%26c%3D2"/,
  )
  assert.match(html!, /href="tel:\+33477000000"/)
  assert.match(text, /boutique\.example\/l\/0/)
})

test('the pixel is there with consent and not without', async () => {
  assert.doesNotMatch((await fill('x')).html!, /width="1"/)
  const { html } = await fill('x', {}, { pixel: 'https://boutique.example/p/1?a=1&b=2' })
  assert.match(html!, /<img src="https:\/\/boutique\.example\/p\/1\?a=1&amp;b=2" width="1" height="1" alt=""/)
})

test('signs in a letter’s values are words: a name is never strong by itself', async () => {
  const letter = await open('letter', {
    subject: '',
    place: '',
    words: '**{{ first_name }}** {{ last_name }}\n\n# Titre {{ last_name }}',
  })
  const { letter: page, text } = letter.render(
    {
      customer_id: null,
      language: 'fr',
      values: { first_name: 'A*da', last_name: '**Love**\n# lace\ue010' },
    },
    {},
    links,
  )
  assert.deepEqual(page!.paragraphs[0]!.runs, [{ text: 'A*da', bold: true }, { text: ' **Love**\n# lace' }])
  assert.equal(page!.paragraphs[1]!.kind, 'title')
  assert.doesNotMatch(text, /[\ue000-\ue0ff]/)
})

test('a newsletter of a dozen blocks is filled in thousands of times a second', async (t) => {
  const { STARTERS } = await import('./starters.ts')
  const opened = await open('email', STARTERS[0]!.draft.fr!)
  const promotion = {
    promotion_id: 'p',
    name: 'Robe',
    price_words: '39 €',
    old_price_words: '49 €',
    why: 'Parce que',
    url: 'https://x.example/robe',
  }
  const reader = {
    customer_id: null,
    language: 'fr' as const,
    values: {
      salutation: 'Bonjour Ada',
      promotions: [promotion, promotion, promotion, promotion],
      points_words: '140 points',
      next_reward: { name: 'Carte cadeau', to_go: 60, to_go_words: '60 points', progress: 70 },
      store: {
        name: 'Saint-Étienne',
        address: '4 rue des Lilas',
        hours: ['Lundi'],
        phone: '04',
        phone_url: 'tel:04',
      },
    },
  }
  assert.deepEqual(opened.render(reader, {}, links).missing, [])
  const [times, begun] = [2000, performance.now()]
  for (let i = 0; i < times; i++) opened.render(reader, {}, links)
  const each_s = Math.round((times * 1000) / (performance.now() - begun))
  t.diagnostic(`${each_s} a second, ${opened.render(reader, {}, links).html!.length} letters of HTML`)
  assert.ok(each_s > 500, `${each_s} a second`)
})
