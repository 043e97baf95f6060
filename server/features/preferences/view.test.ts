import { test } from 'node:test'
import assert from 'node:assert/strict'
import { addTemplate } from '../campaigns/campaigns.fixture.ts'
import { pageOf } from './view.fixture.ts'
import { app, openShop } from '../../../test/shop.ts'

const WORDS =
  'Lisez {% if context.device == "phone" %}au creux de la main{% elsif context.device == "tablet" %}sur vos genoux' +
  '{% elsif context.device == "computer" %}à votre bureau{% else %}où vous voulez{% endif %}.'

/** A message by a template that asks what it is read on, as a page. */
async function shownPage() {
  const shop = await openShop()
  const block = { block_id: 'a', kind: 'text', words: WORDS }
  const content = { subject: 'Bonjour', preheader: 'Lisez', blocks: [block] }
  const template_id = await addTemplate(shop, 'email', content)
  const url = await pageOf(shop, template_id)
  return async (headers: Record<string, string>) => (await app.inject({ method: 'GET', url, headers })).body
}

const READ_ON: [what: string, headers: Record<string, string>, words: RegExp][] = [
  [
    'a phone',
    {
      'sec-ch-ua-mobile': '?1',
      'user-agent': 'Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0.0.0 Mobile Safari/537.36',
    },
    /Lisez au creux de la main\./,
  ],
  [
    'a tablet',
    { 'user-agent': 'Mozilla/5.0 (Linux; Android 10; K) Chrome/130.0.0.0 Safari/537.36' },
    /Lisez sur vos genoux\./,
  ],
  [
    'a computer',
    {
      'sec-ch-ua-mobile': '?0',
      'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.0.0 Safari/537.36',
    },
    /Lisez à votre bureau\./,
  ],
  ['what does not say', { 'user-agent': 'lightMyRequest' }, /Lisez où vous voulez\./],
]

test('a message shown as a page is written for what it is read on', async () => {
  const read = await shownPage()
  for (const [what, headers, words] of READ_ON) assert.match(await read(headers), words, what)
})
