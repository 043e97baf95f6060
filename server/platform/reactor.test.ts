import assert from 'node:assert/strict'
import test from 'node:test'
import { sql } from 'kysely'
import { db, openShop } from '../../test/shop.ts'
import { publishMany, type Reaction } from './facts.ts'
import { reactUntilDone } from './reactor.ts'

const PAST = 3000

test('a reaction that is up to date reads what is new and nothing of what is past', async () => {
  const shop = await openShop()
  const happen = (times: number) =>
    shop.within((ctx) =>
      publishMany(
        ctx,
        { kind: 'test.happened' },
        Array.from({ length: times }, (_, n) => ({ content: { n }, about: {} })),
      ),
    )
  const slices: { seen: number; read: number }[] = []
  const reaction: Reaction = {
    name: 'test.counts',
    kinds: ['test.happened'],
    async run({ tx }, facts) {
      const { rows } = await sql<{ read: number }>`
        select (idx_tup_fetch + seq_tup_read)::int as read from pg_stat_xact_user_tables where relname = 'fact'`.execute(
        tx,
      )
      slices.push({ seen: facts.length, read: rows[0]!.read })
    },
  }
  await happen(PAST)
  await shop.react()
  await reactUntilDone(db, shop.tenant_id, [reaction])
  assert.equal(
    slices.reduce((sum, { seen }) => sum + seen, 0),
    PAST,
  )
  // Each slice begins where the last one ended.
  for (const { read } of slices.slice(1)) assert.ok(read < PAST / 3, `${read} facts were read for one slice`)

  slices.length = 0
  await happen(1)
  await shop.react()
  await reactUntilDone(db, shop.tenant_id, [reaction])
  assert.deepEqual(
    slices.map(({ seen }) => seen),
    [1],
  )
  assert.ok(slices[0]!.read < 10, `${slices[0]!.read} facts were read for the one that is new`)
})
