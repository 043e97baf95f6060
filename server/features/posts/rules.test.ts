import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFailure, standingAfter, stopsPage, wordsWithLink, type Tried } from './rules.ts'

const NOW = new Date('2026-03-02T10:00:00Z')
const error = (code: number) => JSON.stringify({ error: { code, message: 'no' } })

test('what a network says, by its own numbers and by HTTP’s', () => {
  for (const [status, body, failure, why] of [
    [400, error(190), 'refused', 'token_expired'],
    [401, '', 'refused', 'token_expired'],
    [400, error(324), 'refused', 'picture_refused'],
    [415, '', 'refused', 'picture_refused'],
    [400, error(32), 'later', 'rate_limited'],
    [429, '', 'later', 'rate_limited'],
    [403, error(200), 'refused', 'not_allowed'],
    [400, error(506), 'refused', 'words_refused'],
    [404, '', 'refused', 'page_gone'],
    [422, '', 'refused', 'refused'],
    [503, '', 'later', 'away'],
  ] as const)
    for (const visible of [true, false]) {
      const read = readFailure({ status, body, retry_after: undefined }, visible)
      assert.deepEqual([read.failure, read.why], [failure, why], `${status} ${body}`)
    }
})

test('a mishap over there is unsure only once the post may be seen', () => {
  const read = (visible: boolean) =>
    readFailure({ status: 500, body: error(2), retry_after: undefined }, visible).failure
  assert.deepEqual([read(true), read(false)], ['unsure', 'later'])
})

test('later is as late as the network asks, a day at most, then it is no news', () => {
  const after = (tried: Tried, tries = 1, planned_at = NOW) =>
    standingAfter(tried, { tries, planned_at, now: NOW })
  const later = (wait_s?: number): Tried => ({ done: false, failure: 'later', why: 'rate_limited', wait_s })
  const wait = (tries: number, wait_s?: number) =>
    (after(later(wait_s), tries).due_at!.getTime() - NOW.getTime()) / 1000
  assert.deepEqual([wait(1), wait(2), wait(12), wait(1, 900)], [60, 120, 3600, 900])
  const yesterday = (ms: number) => new Date(NOW.getTime() - 86_400_000 + 60_000 - ms)
  assert.equal(after(later(), 1, yesterday(0)).state, 'planned')
  assert.deepEqual(after(later(), 1, yesterday(1)), { state: 'failed', why: 'too_late', due_at: null })
  const read = readFailure({ status: 429, body: '', retry_after: '999999' }, true)
  assert.equal(read.wait_s, 86_400)
})

test('only what a person must mend stops the page', () => {
  assert.deepEqual(
    (['token_expired', 'not_allowed', 'page_gone', 'rate_limited', 'away', null] as const).map(stopsPage),
    [true, true, true, false, false, false],
  )
})

test('a link below the words, or alone', () => {
  assert.deepEqual(
    [wordsWithLink('Bonjour', null), wordsWithLink('Bonjour', 'https://a'), wordsWithLink('', 'https://a')],
    ['Bonjour', 'Bonjour\n\nhttps://a', 'https://a'],
  )
})
