/**
 * What a till without network works out is what the server will post, to the point: over random programmes, people and
 * baskets. Both sides are the product's own; the person is as the till was told of them.
 */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { newId } from '../../../../server/lib/id.ts'
import { hashToken } from '../../../../server/platform/access.ts'
import { as, openShop } from '../../../../test/shop.ts'
import { addCustomer, writeProgramme } from '../../../../test/programme.ts'
import { baskets, BRANDS, programmes, TAG, type RandomLine } from '../../../../test/random-programme.ts'
import { rememberShown } from '../../../../server/features/promotions/actions.ts'
import type { Programme } from '../../../../server/features/programmes/programme.ts'
import type { Bootstrap, Person, Product } from '../keep/shapes.ts'
import type { Draft } from './draft.ts'
import { saleHere } from './here.ts'

const RUNS = 200
const MEANS = ['card', 'cash']
/** Enough for all, so many in all, so many each, and the law; one for those alone who saw it, which Ada did, and one she did not. */
const PROMOTIONS = [
  { category: 'robes', discount: { kind: 'percent', percent: 10 } },
  { brand: true, discount: { kind: 'percent', percent: 33 }, stock_count: 2 },
  { category: 'robes', discount: { kind: 'percent', percent: 45 }, per_customer_max: 1 },
  { category: 'robes', discount: { kind: 'percent', percent: 60 }, sector: 'book', priority: 3 },
  { category: 'robes', discount: { kind: 'percent', percent: 12 }, for_whom: 'shown', is_shown: true },
  { category: 'robes', discount: { kind: 'percent', percent: 90 }, for_whom: 'shown' },
]

type Step = { basket: RandomLine[]; points: number; means: string; discount_cents: number }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    basket: baskets,
    points: fc.constantFrom(0, 0, 25, 120, 100_000),
    means: fc.constantFrom(...MEANS),
    discount_cents: fc.constantFrom(0, 0, 99),
  }),
  { minLength: 1, maxLength: 3 },
)

async function shopWithTill(programme: Programme, tagged: boolean, born_today: boolean) {
  const shop = await openShop()
  await writeProgramme(shop, programme)
  const ada = await addCustomer(shop)
  const { tenant_id, store_id } = shop
  const now = new Date()
  const products = BRANDS.map((brand) => ({
    product_id: newId(),
    brand,
    sku: brand,
    name: brand,
    category: 'robes',
    price_cents: 1000,
  }))
  const [device_id, token] = [newId(), `cd_${randomBytes(24).toString('base64url')}`]
  await shop.within(async (ctx) => {
    const { tx } = ctx
    if (born_today)
      await tx
        .updateTable('customer')
        .set({ birth_date: `1990-${now.toISOString().slice(5, 10)}` as never })
        .where('customer_id', '=', ada.customer_id)
        .execute()
    if (tagged)
      await tx
        .insertInto('customer_tag')
        .values({ tenant_id, customer_id: ada.customer_id, tag: TAG, added_at: now, added_by: 'test' })
        .execute()
    await tx
      .insertInto('product')
      .values(products.map((one) => ({ ...one, tenant_id, created_at: now, updated_at: now })))
      .execute()
    await tx
      .insertInto('device')
      .values({ tenant_id, device_id, store_id, name: 'Caisse', receipt_code: 'C1', paired_at: now })
      .execute()
    const promotions = PROMOTIONS.map((one) => ({ promotion_id: newId(), ...one }))
    await tx
      .insertInto('promotion')
      .values(
        promotions.map(({ is_shown: _, ...one }, n) => ({
          tenant_id,
          product_id: null,
          category: null,
          name: `Promotion ${n}`,
          repeat_weeks: 0,
          for_whom: 'everybody',
          ...one,
          ...('brand' in one && { brand: undefined, product_id: products[n % products.length]!.product_id }),
          discount: JSON.stringify(one.discount),
          valid_from: new Date(now.getTime() - 86_400_000),
          valid_until: new Date(now.getTime() + 86_400_000),
          written_by: 'test',
          written_at: now,
        })),
      )
      .execute()
    const shown = promotions.filter(({ is_shown }) => is_shown)
    await rememberShown(
      ctx,
      shown.map(({ promotion_id }) => ({ promotion_id, customer_id: ada.customer_id, cause_id: newId() })),
    )
    await sql`select add_access(${hashToken(token)}, 'device', ${device_id}, '{}', ${now}, null)`.execute(tx)
  })
  return { shop, ada, products, call: as(token) }
}

const lineOf = (
  { category, brand, pieces, unit_price_cents, discount_cents }: RandomLine,
  at: number,
  products: { product_id: string; brand: string }[],
) => {
  const product = products.find((one) => one.brand === brand)
  return {
    line_no: at + 1,
    product_id: product?.product_id ?? null,
    sku: null,
    label: 'robe',
    category: product ? 'robes' : category,
    quantity_milli: pieces * 1000,
    unit_price_cents,
    discount_cents,
  }
}

test('a till without network answers what the server will post, to the point', async (t) => {
  let [sales, earned, paid, tiers, promoted] = [0, 0, 0, 0, 0]
  await fc.assert(
    fc.asyncProperty(
      programmes,
      steps,
      fc.boolean(),
      fc.boolean(),
      async (programme, history, tagged, born) => {
        const { shop, ada, products, call } = await shopWithTill(programme, tagged, born)
        const known: Bootstrap = (await call('GET', '/till/bootstrap')).body
        const goods: Product[] = (await call('GET', '/till/products')).body.items
        for (const { basket, points, means, discount_cents } of history) {
          const promotions = (await call('GET', '/till/promotions')).body.items
          const people: Person[] = (await call('GET', '/till/customers')).body.items
          const person = people.find(({ customer_id }) => customer_id === ada.customer_id)!
          const paying = programme.units.filter(({ pays }) => pays).map(({ unit }) => unit)
          const draft: Draft = {
            sale_id: newId(),
            customer_id: ada.customer_id,
            lines: basket.map((line, at) => lineOf(line, at, products)),
            amount_cents: 0,
            discount_cents,
            vouchers: [],
            rewards: [],
            back: null,
            points: points > 0 ? paying.map((unit) => ({ unit, units: points, hold_id: null })) : [],
          }
          const at = new Date()
          const wish = {
            draft,
            person,
            programme: known.programme!.programme as Programme,
            place: {
              store_id: known.store.store_id,
              merchant_id: known.store.merchant_id,
              time_zone: known.store.time_zone,
              currency: known.tenant.currency,
            },
            now_ms: at.getTime(),
            limit_cents: null,
            label: 'Article',
            promotions,
            goodsOf: (product_id: string) => goods.find((one) => one.product_id === product_id),
          }
          const first = saleHere({ ...wish, means: [means] })
          const usable = first.points.filter(({ units }) => units > 0)
          const here = saleHere({
            ...wish,
            means: [means],
            draft: { ...draft, points: usable.map(({ unit, units }) => ({ unit, units, hold_id: null })) },
          })
          const { status, body } = await call('PUT', `/sales/${draft.sale_id}`, {
            customer_id: ada.customer_id,
            occurred_at: at.toISOString(),
            lines: draft.lines.map(({ product_id, sku: _, category, discount_cents: off, ...line }) => ({
              ...line,
              ...(product_id && { product_id }),
              ...(category && { category }),
              ...(off && { discount_cents: off }),
            })),
            ...(discount_cents && { discount_cents }),
            promotions: { given: here.promotions.map(({ name: _, ...given }) => given) },
            ...(usable.length > 0 && { points: usable.map(({ unit, units }) => ({ unit, units })) }),
            ...(here.to_pay_cents > 0 && { payments: [{ means, amount_cents: here.to_pay_cents }] }),
          })
          assert.equal(status, 200, JSON.stringify(body))
          const told = ({ redemption_id: _, voucher_id: __, ...one }: Record<string, unknown>) => one
          for (const what of Object.keys(body)) {
            if (what === 'triggered')
              assert.deepEqual(here.triggered.map(told), body.triggered.map(told), what)
            else assert.deepEqual(here[what as keyof typeof here], body[what], what)
          }
          sales += 1
          earned += body.earned.length
          promoted += body.promotions.length
          paid += usable.length
          tiers += body.tier_changes.length
        }
        assert.ok(shop)
      },
    ),
    { numRuns: RUNS, endOnFailure: false },
  )
  t.diagnostic(
    `${sales} sales, ${earned} earned, ${paid} payments by points, ${promoted} promotions, ${tiers} tiers changed`,
  )
  assert.ok(earned > RUNS && paid > 10 && tiers > 10 && promoted > 10, 'the law was looked at')
})
