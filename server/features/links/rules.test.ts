import { test } from 'node:test'
import assert from 'node:assert/strict'
import fc from 'fast-check'
import { companyAmong, machineByCompany, type Seen } from './rules.ts'

const seen = (more: Partial<Seen> = {}): Seen => ({
  message_id: 'm',
  link_id: 'l',
  at_ms: 60_000,
  network: '198.51.100',
  agent: 'Mozilla/5.0 (iPhone)',
  prefetch: false,
  ...more,
})
const few = (prefix: string, count: number) => fc.integer({ min: 1, max: count }).map((n) => `${prefix}${n}`)
const flush = fc.array(
  fc
    .record({
      message_id: fc.option(few('m', 12)),
      link_id: fc.option(few('l', 4)),
      at_ms: fc.integer({ min: 60_000, max: 66_000 }),
      network: few('n', 2),
    })
    .map(seen),
  // Many and close together, so that some are machines whatever is drawn.
  { minLength: 30, maxLength: 90 },
)

test('judged in the company that was looked up, each is judged as among all', () => {
  let machines = 0
  let people = 0
  fc.assert(
    fc.property(flush, (all) => {
      const companyOf = companyAmong(all)
      for (const one of all) {
        const judged = machineByCompany(one, companyOf(one), null)
        if (judged) machines++
        else people++
        assert.equal(judged, machineByCompany(one, all, null))
      }
    }),
  )
  assert.ok(machines > 0 && people > 0, 'some of them were machines, some were not')
})

test('fifty thousand of one flush are looked up at once, whether of one network or of many', () => {
  for (const networks of [1, 5_000]) {
    const all = Array.from({ length: 50_000 }, (_, at) =>
      seen({ message_id: `m${at}`, at_ms: 60_000 + (at % 3_000), network: `n${at % networks}` }),
    )
    const companyOf = companyAmong(all)
    const looked = all.reduce((sum, one) => sum + companyOf(one).length, 0)
    assert.ok(looked <= all.length * 402, `${looked} are looked at`)
  }
})
