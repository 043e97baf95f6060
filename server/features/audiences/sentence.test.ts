/** A sentence as a shop would say it, from purchases, messages, place and vouchers; and a feature that does not exist yet. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readdirSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { newId } from '../../lib/id.ts'
import { DAY_MS } from '../../lib/time.ts'
import { fact, publish } from '../../platform/facts.ts'
import { openShop } from '../../../test/shop.ts'
import { addCustomer } from '../../../test/programme.ts'
import { fields } from '../../fields.ts'
import { MessageReplied } from '../messages/events.ts'
import { checkRule } from './check.ts'
import { compile } from './compile.ts'
import { fillSlice } from './follow.ts'
import { q } from './fragment.ts'
import { loadWorld, run } from './load-world.ts'
import { listensTo } from './rules.ts'
import { sayRule } from './say.ts'
import type { Events, Field, Rule } from './shape.ts'

type Shop = Awaited<ReturnType<typeof openShop>>
const now = Date.now()

type Person = {
  customer_id: string
  message_id: string
  postal_code: string
  card_days: number
  answers: string | null
}

/** Somebody who was sent a message, and holds a gift card; `answers`: by what they answered it. */
async function add(shop: Shop, { customer_id, message_id, postal_code, card_days, answers }: Person) {
  const { tenant_id, merchant_id } = shop
  await shop.within(async (ctx) => {
    const by = { created_by: 'test', created_at: ctx.now, updated_at: ctx.now }
    await ctx.tx
      .insertInto('customer')
      .values({ tenant_id, customer_id, account_id: customer_id, postal_code, source: 'till', ...by })
      .execute()
    const channel = answers ?? 'sms'
    const said = { template: 'test', recipient: 'x', body_text: '', state: 'sent', purpose: 'marketing' }
    await ctx.tx
      .insertInto('message')
      .values({ tenant_id, message_id, customer_id, channel, created_at: ctx.now, sent_at: ctx.now, ...said })
      .execute()
    await ctx.tx
      .insertInto('voucher')
      .values({
        tenant_id,
        voucher_id: newId(),
        kind: 'gift_card',
        code_hash: Buffer.from(customer_id),
        code_sealed: Buffer.from('x'),
        code_last4: '0000',
        customer_id,
        merchant_id,
        amount_cents: 2000,
        balance_cents: 2000,
        name: 'Carte',
        origin: 'test',
        issued_at: ctx.now,
        issued_by: 'test',
        valid_from: ctx.now,
        expires_at: new Date(now + card_days * DAY_MS),
      })
      .execute()
  })
  if (answers !== null) await answer(shop, { customer_id, message_id }, answers as 'sms')
}

async function answer(
  shop: Shop,
  { customer_id, message_id }: Pick<Person, 'customer_id' | 'message_id'>,
  channel: 'sms' | 'email',
) {
  await shop.within(async (ctx) => {
    await ctx.tx
      .insertInto('message_report')
      .values({
        tenant_id: shop.tenant_id,
        message_id,
        kind: 'replied',
        source_key: newId(),
        reported_at: ctx.now,
      })
      .execute()
    const told = { message_id, channel, purpose: 'marketing', stop: false } as const
    await publish(ctx, MessageReplied, told, { customer_id })
  })
}

async function buys(shop: Shop, customer_id: string, times: number) {
  for (let at = 0; at < times; at++) {
    const { status, body } = await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(now - (at + 1) * DAY_MS).toISOString(),
      lines: [
        {
          line_no: 1,
          label: 'Bottines',
          category: 'Chaussures',
          quantity_milli: 1000,
          unit_price_cents: 8900,
        },
      ],
    })
    assert.equal(status, 200, JSON.stringify(body))
  }
}

test('shoes twice in 90 days at Saint-Étienne, never answered an SMS, within 5 km, a gift card about to end', async () => {
  const shop = await openShop()
  const person = (more: Partial<Person> = {}): Person => ({
    customer_id: newId(),
    message_id: newId(),
    postal_code: '42100',
    card_days: 20,
    answers: null,
    ...more,
  })
  const ada = person()
  const far = person({ postal_code: '69001' })
  const answered = person({ answers: 'sms' })
  const by_mail = person({ answers: 'email' })
  const late = person({ card_days: 60 })
  const once = person()
  for (const one of [ada, far, answered, by_mail, late, once]) await add(shop, one)
  for (const one of [ada, far, answered, by_mail, late]) await buys(shop, one.customer_id, 2)
  await buys(shop, once.customer_id, 1)
  await shop.react()
  const rule: Rule = {
    all: [
      {
        field: 'bought',
        operator: 'at_least',
        values: [2],
        within_days: 90,
        where: [
          { field: 'category', operator: 'is_any', values: ['Chaussures'] },
          { field: 'store', operator: 'is_any', values: [shop.store_id] },
        ],
      },
      {
        field: 'messages_answered',
        operator: 'none',
        where: [{ field: 'channel', operator: 'is_any', values: ['sms'] }],
      },
      { field: 'lives_near', operator: 'within_km', values: ['town:42218', 5] },
      { field: 'holds_gift_card', operator: 'some', within_days: 30 },
    ],
  }
  const { body: counted } = await shop.post('/audience-counts', { rule })
  assert.equal(
    counted.sentence,
    'a acheté dans la catégorie Chaussures à Saint-Étienne au moins 2 fois en 90 jours et n’a jamais répondu à nos messages par SMS et habite à moins de 5 km de Saint-Étienne (42000) et a au moins 1 carte cadeau à utiliser dans les 30 jours',
  )
  const audience_id = newId()
  await shop.put(`/audiences/${audience_id}`, { name: 'La phrase', rule })
  await shop.within((ctx) => fillSlice(ctx, audience_id))
  const members = async () =>
    (await shop.get(`/audiences/${audience_id}/members`)).body.items.map((one: any) => one.customer_id).sort()
  assert.deepEqual(await members(), [ada.customer_id, by_mail.customer_id].sort())
  const { body } = await shop.get(`/audiences/${audience_id}/members/${answered.customer_id}`)
  assert.deepEqual(
    body.why.parts.map((part: any) => part.holds),
    [true, false, true, true],
  )
  await answer(shop, ada, 'sms')
  await shop.react()
  assert.deepEqual(await members(), [by_mail.customer_id])
})

test('a town is chosen by its name or postal code, and one that there is not is refused', async () => {
  const shop = await openShop()
  const { body } = await shop.get('/audience-choices?of=places&q=st%20etienne')
  assert.deepEqual(body.items.slice(0, 2), [
    { value: 'town:42218', label: 'Saint-Étienne (42000)' },
    body.items[1],
  ])
  const { body: stores } = await shop.get('/audience-choices?of=places&q=Saint-')
  assert.equal(stores.items[0].value, `store:${shop.store_id}`)
  const unknown = { field: 'lives_near', operator: 'within_km', values: ['town:99999', 5] }
  const refused = await shop.post('/audience-counts', { rule: unknown })
  assert.deepEqual([refused.status, refused.body.why], [422, 'place'])
})

/** As the fields.ts of a feature that keeps what customers ask for. */
const RequestOpened = fact<{ topic: string }>('request.opened')
const requests: Events = {
  name: 'request',
  from: `(select f.tenant_id, f.customer_id, f.occurred_at, f.payload->>'topic' as topic from fact f
    where f.tenant_id = {tenant} and f.kind = 'request.opened') e`,
  customer: 'e.customer_id',
  at: 'e.occurred_at',
  filters: [
    {
      key: 'topic',
      label: { fr: 'Sujet', en: 'Topic' },
      phrase: { fr: 'sur {values}', en: 'about {values}' },
      type: 'choice',
      sql: 'e.topic',
      as: 'text',
      choices: [{ value: 'delivery', label: { fr: 'la livraison', en: 'delivery' } }],
    },
  ],
}
const made_up: Field[] = [
  {
    key: 'requests',
    group: 'contact',
    label: { fr: 'Demandes', en: 'Requests' },
    phrase: { fr: 'a fait {compared} {filters} {window}', en: 'made {compared} {filters} {window}' },
    none: { fr: 'n’a fait aucune demande {filters} {window}', en: 'made no request {filters} {window}' },
    unit: { fr: ['demande', 'demandes'], en: ['request', 'requests'] },
    type: 'count',
    reads: { events: requests, measure: 'rows' },
    changed_by: [RequestOpened.kind],
  },
]

test('a feature that brings its own fields is asked, said and listened to with nothing else to change', async () => {
  const shop = await openShop()
  const [ada, bea] = [await addCustomer(shop, 'Ada'), await addCustomer(shop, 'Béa')]
  await shop.within((ctx) =>
    publish(ctx, RequestOpened, { topic: 'delivery' }, { customer_id: ada.customer_id }),
  )
  const all = new Map([...fields, ...made_up.map((field) => [field.key, field] as const)])
  const rule: Rule = {
    not: {
      field: 'requests',
      operator: 'some',
      where: [{ field: 'topic', operator: 'is_any', values: ['delivery'] }],
      within_days: 30,
    },
  }
  checkRule(rule, all)
  const rows = await shop.within(async (ctx) => {
    const { from, where, rules } = compile([rule], { ...(await loadWorld(ctx)), fields: all }, { due: true })
    const [judged] = rules
    return run<{ customer_id: string; due_at: Date | null }>(
      ctx,
      q`select c.customer_id, ${judged!.due} due_at from ${from} where ${where} and ${judged!.holds}`,
    )
  })
  assert.deepEqual(
    rows.map(({ customer_id }) => customer_id),
    [bea.customer_id],
  )
  const name = (_: unknown, value: string) => value
  assert.equal(
    sayRule(rule, { language: 'fr', fields: all, name }),
    'sauf qui a fait au moins 1 demande sur delivery en 30 jours',
  )
  assert.deepEqual([...listensTo(rule, all, new Map())], ['request.opened'])
})

test('whatever fields.ts a feature has is listed in server/fields.ts', async () => {
  const features = join(import.meta.dirname, '..')
  const folders = readdirSync(features).filter((name) => existsSync(join(features, name, 'fields.ts')))
  assert.ok(folders.length > 10)
  for (const name of folders) {
    const declared = Object.values(await import(join(features, name, 'fields.ts')))
      .filter(Array.isArray)
      .flat()
      .filter((one) => typeof one === 'object' && one !== null && 'changed_by' in one)
    assert.ok(declared.length > 0, name)
    for (const { key } of declared) assert.ok(fields.has(key), `${name}: ${key}`)
  }
})
