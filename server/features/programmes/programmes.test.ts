import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop } from '../../../test/shop.ts'
import { pointsProgramme } from '../../../test/programme.ts'

test('a programme is written, read back in words, and judged from its date on', async () => {
  const shop = await openShop()
  assert.equal((await shop.get('/programmes/current')).status, 404)
  const first = await shop.put('/programmes/1', { programme: pointsProgramme() })
  assert.equal(first.status, 200)
  assert.match(first.body.words.fr.sentences[0], /1 point/)
  const later = new Date(Date.now() + 86_400_000).toISOString()
  const second = await shop.put('/programmes/2', {
    programme: pointsProgramme({ name: 'Demain' }),
    effective_at: later,
  })
  assert.equal(second.status, 200)
  assert.equal((await shop.get('/programmes/current')).body.version, 1)
  assert.equal((await shop.put('/programmes/2/withdrawal')).status, 204)
  assert.equal((await shop.put('/programmes/1/withdrawal')).body.code, 'programme_has_begun')
})

test('two people who edit at once do not overwrite each other', async () => {
  const shop = await openShop()
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => shop.put('/programmes/1', { programme: pointsProgramme() })),
  )
  assert.deepEqual(answers.map((a) => a.status).toSorted(), [200, ...Array(9).fill(409)])
})

test('a rule whose figures change is another rule, so that what it kept is not measured in other steps', async () => {
  const shop = await openShop()
  await shop.put('/programmes/1', { programme: pointsProgramme() })
  const dearer = {
    rule_id: 'euro',
    unit: 'points',
    counts: { by: 'amount' as const, units: 1, per_cents: 200 },
    when: {},
  }
  const { body } = await shop.put('/programmes/2', { programme: pointsProgramme({ earning: [dearer] }) })
  assert.notEqual(body.programme.earning[0].rule_id, 'euro')
})

test('nonsense is refused with what to mend, and the past cannot be rewritten', async () => {
  const shop = await openShop()
  const bad = await shop.put('/programmes/1', { programme: pointsProgramme({ units: [] }) })
  assert.equal(bad.body.code, 'programme_has_problems')
  assert.ok(bad.body.problems.length > 0)
  await shop.put('/programmes/1', { programme: pointsProgramme() })
  const past = await shop.put('/programmes/2', {
    programme: pointsProgramme(),
    effective_at: '2020-01-01T00:00:00Z',
  })
  assert.equal(past.body.code, 'programme_in_the_past')
})
