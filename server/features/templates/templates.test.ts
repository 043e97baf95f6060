import { test } from 'node:test'
import assert from 'node:assert/strict'
import { newId } from '../../lib/id.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../../../test/programme.ts'
import { openShop } from '../../../test/shop.ts'
import { openTemplate } from './open.ts'
import { readReaders } from './readers.ts'
import type { EmailVariant } from './schemas.ts'
import type { Links } from './shape.ts'
import { STARTERS } from './starters.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

const links: Links = {
  unsubscribe: 'https://boutique.example/stop/1',
  preferences: 'https://boutique.example/choose/1',
  view: 'https://boutique.example/view/1',
  follow: (url, place) => `https://boutique.example/l/${place}?to=${encodeURIComponent(url)}`,
  pixel: '',
}

const email = (words: string, subject = 'Bonjour'): EmailVariant => ({
  subject,
  preheader: 'À lire',
  blocks: [{ block_id: 'a', kind: 'text', words }],
})

async function withAddress(shop: Shop) {
  const { body } = await shop.get('/brand')
  await shop.put('/brand', {
    ...body,
    legal_name: 'Lili Rose SARL',
    postal_address: '4 rue des Lilas, 42000 Saint-Étienne',
    sms_stop: '36180',
  })
}

async function template(shop: Shop, draft: object, more: object = {}) {
  const template_id = newId()
  const wish = { name: 'Essai', channel: 'email', purpose: 'marketing', draft, ...more }
  const saved = await shop.put(`/templates/${template_id}`, wish)
  return {
    template_id,
    saved,
    serve: (version = 1) => shop.put(`/templates/${template_id}/versions/${version}`),
  }
}

test('every starter can be put in service, in both languages, and is filled in without our signs', async () => {
  const shop = await openShop()
  await withAddress(shop)
  await writeProgramme(shop, pointsProgramme())
  const { customer_id } = await addCustomer(shop)
  for (const { starter, channel, purpose, draft } of STARTERS) {
    const { template_id, saved, serve } = await template(shop, draft, { channel, purpose })
    assert.equal(saved.status, 200, `${starter} ${JSON.stringify(saved.body)}`)
    const put = await serve()
    assert.equal(put.status, 200, `${starter} ${JSON.stringify(put.body)}`)
    for (const language of ['fr', 'en'] as const)
      await shop.within(async (ctx) => {
        const opened = await openTemplate(ctx, { template_id, version: 1, language })
        const readers = await readReaders(ctx, [customer_id], opened.needs)
        const { text, html } = opened.render(readers.get(customer_id)!, {}, links)
        assert.ok(text.length > 20, starter)
        assert.doesNotMatch(text + (html ?? ''), /\{[{%]|[\ue000-\ue0ff]|undefined/, starter)
      })
  }
})

test('a version never changes, whatever is written after it, and is put in service once', async () => {
  const shop = await openShop()
  await withAddress(shop)
  const { template_id, serve } = await template(shop, { fr: email('Le premier texte'), en: null })
  const answers = await Promise.all(Array.from({ length: 10 }, () => serve()))
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  const wish = { name: 'Essai', channel: 'email', purpose: 'marketing' }
  await shop.put(`/templates/${template_id}`, { ...wish, draft: { fr: email('Le second texte'), en: null } })
  assert.equal((await serve(1)).body.code, 'template_version_not_next')
  assert.equal((await serve(2)).status, 200)
  const texts = await shop.within(async (ctx) => {
    const opened = await Promise.all(
      [1, 2].map((version) => openTemplate(ctx, { template_id, version, language: 'en' })),
    )
    return opened.map((one) => one.render({ customer_id: null, language: 'fr', values: {} }, {}, links).text)
  })
  assert.match(texts[0]!, /premier/)
  assert.match(texts[1]!, /second/)
  const { items } = (await shop.get(`/templates/${template_id}/versions`)).body
  assert.deepEqual(
    items.map(({ version }: any) => version),
    [2, 1],
  )
  assert.equal(
    (await shop.get(`/templates/${template_id}/versions/3`)).body.code,
    'template_version_not_found',
  )
})

test('a missing value is told by name and shown in the preview; with a default there is none', async () => {
  const shop = await openShop()
  const { customer_id } = await addCustomer(shop, 'Zoé & Léa')
  const preview = (words: string) =>
    shop.post('/template-previews', {
      channel: 'email',
      purpose: 'marketing',
      language: 'fr',
      variant: email(words),
      customer_id,
    })
  const { body } = await preview('Bonjour {{ first_name }}, {{ tier.name }} et {{ nothing_at_all }}')
  assert.deepEqual(body.missing, ['nothing_at_all', 'tier.name'])
  assert.match(body.html, /Zoé &amp; Léa/)
  assert.match(body.html, /background:#ffdca8[^>]*>statut \?/)
  assert.ok(body.findings.some(({ code }: any) => code === 'value_unknown'))
  const given = await preview('{{ tier.name | default: "Bronze" }}{{ tier.name | default: "" }}')
  assert.deepEqual(given.body.missing, [])
  assert.match(given.body.text, /Bronze/)
})
