/** A count that takes long in a large shop: an estimate, said to be one, until the exact count is there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { PoolClient } from 'pg'
import { shopOfMany } from '../../server/features/audiences/many.fixture.ts'
import { newId } from '../../server/lib/id.ts'
import { personOf, PASSWORD } from '../person.ts'
import { owner as database } from '../shop.ts'
import { everywhere, openProduct, picture, SIZES } from './product.ts'

const product = await openProduct(['console'])
/** The machine does other things as well, and each count may take its four seconds. */
const PATIENCE_MS = 60_000
const { shop, truth } = await shopOfMany()

const bought = { field: 'bought', operator: 'at_least', values: [1], within_days: 30 }
const english = { field: 'language', operator: 'is_any', values: ['en'] }
const audience_ids: Record<string, string> = {}
for (const [name, rule] of Object.entries({
  bought,
  english: { all: [bought, english] },
  twice: { ...bought, values: [2] },
})) {
  audience_ids[name] = newId()
  const { status } = await shop.put(`/audiences/${audience_ids[name]}`, { name: 'Venus ce mois-ci', rule })
  assert.equal(status, 200)
}

/** Both hold the purchases in turn: who asks for them stands in the order they came. */
const [first, second] = [await database.connect(), await database.connect()]
const hold = async (client: PoolClient) => {
  await client.query('begin')
  await client.query('lock table sale_line in access exclusive mode')
}
const letGo = (client: PoolClient) => client.query('rollback')

async function until(query: string) {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(20))
    if ((await database.query(query)).rows[0].n > 0) return
  assert.fail(query)
}

/** The exact count is kept waiting until it is given up, and again after the estimate, until `second` lets go. */
async function untilEstimated(ask: () => Promise<unknown>) {
  await hold(first)
  await ask()
  await until(`select count(*)::int n from pg_stat_activity where datname = current_database() and state = 'active'
    and pid <> pg_backend_pid() and query like '%sale_line%' and query like '% hits%'`)
  const held = hold(second)
  await until(`select count(*)::int n from pg_locks where relation = 'sale_line'::regclass and not granted
    and mode = 'AccessExclusiveLock'`)
  await letGo(first)
  await held
}

test('a large shop sees about how many at once, and how many when it is known', async () => {
  const person = await personOf(shop, 'owner')
  const { page } = await product.open(`/t/${shop.slug}/audiences`, { reducedMotion: 'reduce' })
  page.setDefaultTimeout(PATIENCE_MS)
  await page.getByLabel('E-mail').fill(person.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Se connecter' }).first().click()
  await page.getByRole('heading', { name: 'Groupes de clients' }).waitFor()
  const live = page.getByRole('complementary', { name: 'En ce moment' })
  const edit = (name: string) => () =>
    page.goto(`${product.base}/t/${shop.slug}/audiences/${audience_ids[name]}/edit`)
  const said = async (words: RegExp) => live.getByText(words).first().waitFor()

  try {
    await untilEstimated(edit('bought'))
    await said(/^environ \d/)
    await said(/19 fois sur 20/)
    await letGo(second)
    await said(new RegExp(`^${new Intl.NumberFormat('fr').format(truth.bought)}$`))
    assert.equal(await live.getByText(/environ|estimation/i).count(), 0, 'what is exact is said as it is')

    await untilEstimated(edit('english'))
    await said(/Le compte exact prend plus de temps/)
    await said(/^environ \d/)
    await everywhere(page, 'audience-estimate')
    await page.setViewportSize(SIZES.phone)
    await live.scrollIntoViewIfNeeded()
    await picture(page, 'audience-estimate-phone-panel')
    await page.setViewportSize(SIZES.desk)
    await letGo(second)

    await untilEstimated(edit('twice'))
    await said(/^moins de \d/)
    await said(/Aucun des clients tirés au sort/)
    await picture(page, 'audience-estimate-few')
    await letGo(second)
  } finally {
    for (const client of [first, second]) client.release(true)
  }
})
