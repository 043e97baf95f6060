/** Counted by two threads or by one, it is the same to the last figure. */
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { presetProgrammes } from '../programmes/rules.ts'
import { BEHAVIOUR } from './replay/behaviour.ts'
import type { SalesLog } from './replay/columns.ts'
import { salesLogger } from './replay/log-sales.ts'
import { replay, type ReplayOptions } from './replay/replay.ts'
import { startSecondThread } from './second-thread.ts'

/** Uneven accounts over two years, one sale in twenty brought back. */
function logOf(sales: number): SalesLog {
  const logger = salesLogger()
  let seed = 11
  const random = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const began = Date.parse('2024-01-01T09:00:00Z')
  for (let n = 0; n < sales; n++) {
    const who = String(Math.floor(random() ** 3 * (sales / 6)))
    const cents = 200 + Math.floor(random() * 6000)
    const at_ms = began + Math.floor(random() * 700) * 86_400_000 + n
    const line = {
      product: null,
      category: 'Robes',
      quantity_milli: 1000,
      gross_cents: cents,
      total_cents: cents,
    }
    const sale = logger.add({ account: who, customer: who, store: n % 2, at_ms, lines: [line] })
    if (random() < 0.05)
      logger.addReturn(sale, {
        at_ms: at_ms + 86_400_000,
        total_cents: cents,
        lines: [{ line: 0, quantity_milli: 1000 }],
      })
  }
  const stores = ['Lyon', 'Saint-Étienne'].map((name) => ({
    store_id: name,
    merchant_id: 'lili',
    time_zone: 'Europe/Paris',
    name,
  }))
  return logger.finish({ time_zone: 'Europe/Paris', stores })
}

test('two threads count what one counts, whatever is asked', async () => {
  const log = logOf(40_000)
  const second = startSecondThread(log)
  let id = 0
  const wishes = { newId: () => `r${id++}`, language: 'fr' } as const
  const all = (options: ReplayOptions) => {
    const steps = second.replay(options)
    let told = 0
    for (;;) {
      const step = steps.next()
      if (step.done) return { told, tally: step.value }
      assert(step.value >= told, 'what is done only grows')
      told = step.value
    }
  }
  try {
    // Until it has started the first thread works alone.
    await new Promise((wake) => setTimeout(wake, 300))
    for (const preset of ['points', 'mixed', 'tiers', 'kitty'] as const)
      for (const more of [{}, { sample: 0.3 }, { uplift: 0.1 }, { uplift: -0.05, sample: 0.5 }]) {
        const options = { programme: presetProgrammes[preset](wishes), behaviour: BEHAVIOUR, ...more }
        const { told, tally } = all(options)
        assert.deepEqual(tally, replay(log, options), `${preset} ${JSON.stringify(more)}`)
        assert(told > 0)
      }
  } finally {
    second.end()
  }
})
