import { test } from 'node:test'
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { makeAutosave } from './autosave.ts'

/** A server that keeps what it is sent, one at a time, and fails when told. */
function slowServer() {
  const kept: string[] = []
  const states: string[] = []
  const server = { kept, states, at_once: 0, at_once_max: 0, fails: false }
  const autosave = makeAutosave({
    stored: 'a',
    pause_ms: 20,
    onState: ({ state }) => states.push(state),
    save: async (value) => {
      server.at_once_max = Math.max(server.at_once_max, ++server.at_once)
      await wait(30)
      server.at_once--
      if (server.fails) throw new Error('away')
      kept.push(value)
    },
  })
  return { ...server, server, autosave }
}

test('typing is saved once, when it rests; what the server has is not sent', async () => {
  const { autosave, kept, states } = slowServer()
  autosave.offer('a')
  await wait(40)
  assert.deepEqual(kept, [])
  for (const value of ['b', 'bo', 'bon']) autosave.offer(value)
  await wait(100)
  assert.deepEqual(kept, ['bon'])
  assert.deepEqual(states, ['saving', 'saved'])
})

test('a change during a save waits for it, and the latest wins', async () => {
  const { autosave, kept, server } = slowServer()
  autosave.offer('b')
  await wait(25)
  autosave.offer('c')
  // Sent by hand, in the middle of the first save.
  await autosave.send()
  autosave.offer('d')
  await wait(150)
  assert.deepEqual(kept, ['b', 'd'])
  assert.equal(server.at_once_max, 1)
})

test('what failed is said, stays wanted, and goes on retry', async () => {
  const { autosave, kept, states, server } = slowServer()
  server.fails = true
  autosave.offer('b')
  await wait(80)
  assert.deepEqual(states, ['saving', 'failed'])
  server.fails = false
  await autosave.send()
  assert.deepEqual(kept, ['b'])
})

test('going back to what the server has sends nothing', async () => {
  const { autosave, kept } = slowServer()
  autosave.offer('b')
  autosave.offer('a')
  await wait(60)
  assert.deepEqual(kept, [])
})
