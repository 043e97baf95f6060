import assert from 'node:assert/strict'
import { test } from 'node:test'
import { limitOf, warmUpEnds } from './outbox-limit.ts'
import {
  forSms,
  hintOf,
  oneLine,
  outcomeOf,
  plainLines,
  RETRY_AFTER_MS,
  smsParts,
  smsSender,
} from './rules.ts'

const NOW = new Date('2026-11-22T10:00:00Z')
const at = (ms: number) => new Date(NOW.getTime() + ms)

test('what follows a failure depends on what was being said', () => {
  const tried = (
    purpose: 'service' | 'marketing' | 'loyalty',
    attempts = 1,
    useful_until: Date | null = null,
  ) => ({ purpose, attempts, useful_until })
  const cases = [
    [tried('service'), 'refused', 'refused', null],
    [tried('service'), 'later', 'retry', at(10_000)],
    [tried('service'), 'unsure', 'retry', at(10_000)],
    [tried('service', 2), 'unsure', 'retry', at(60_000)],
    [tried('marketing'), 'later', 'retry', at(10_000)],
    [tried('marketing'), 'unsure', 'unknown', null],
    [tried('loyalty'), 'unsure', 'unknown', null],
    [tried('service', RETRY_AFTER_MS.length), 'later', 'retry', at(RETRY_AFTER_MS.at(-1)!)],
    [tried('service', RETRY_AFTER_MS.length + 1), 'later', 'refused', null],
    [tried('service', 1, at(10_001)), 'later', 'retry', at(10_000)],
    [tried('service', 1, at(10_000)), 'later', 'refused', null],
  ] as const
  for (const [message, failure, state, due_at] of cases) {
    const outcome = outcomeOf(message, failure, 'why', NOW)
    assert.deepEqual(
      [outcome.state, outcome.due_at],
      [state, due_at],
      `${message.purpose} ${message.attempts} ${failure}`,
    )
  }
})

test('one line stays one line in the eyes of every program', () => {
  for (const end of ['\r\n', '\n', '\r', '\u0085', '\u2028', '\u2029', '\0', '\v', '\f'])
    assert.equal(oneLine(`Lili${end}Bcc: all@example.fr`), 'Lili Bcc: all@example.fr')
  assert.equal(plainLines('a\r\nb\rc\u2028d\0e\tf'), 'a\nb\nc\nde\tf')
})

test('a text message is cut as phones put it together', () => {
  const cases = [
    ['a'.repeat(160), 'gsm7', [160]],
    ['a'.repeat(161), 'gsm7', [153, 8]],
    ['a'.repeat(306), 'gsm7', [153, 153]],
    ['a'.repeat(307), 'gsm7', [153, 153, 1]],
    [`${'a'.repeat(158)}€`, 'gsm7', [159]],
    [`${'a'.repeat(159)}€`, 'gsm7', [153, 7]],
    [`${'a'.repeat(152)}€${'a'.repeat(20)}`, 'gsm7', [152, 21]],
    ['ê'.repeat(70), 'ucs2', [70]],
    ['ê'.repeat(71), 'ucs2', [67, 4]],
    ['🎁'.repeat(36), 'ucs2', [66, 6]],
  ] as const
  for (const [text, alphabet, lengths] of cases) {
    const cut = smsParts(text)
    assert.deepEqual(
      [cut.alphabet, cut.parts.map((part) => part.length)],
      [alphabet, lengths],
      text.slice(0, 3) + text.length,
    )
    assert.equal(cut.parts.join(''), text)
  }
})

test('French fits the letters of a text message', () => {
  assert.equal(
    forSms('Reçu\u202f: «\u202fl’été à Nîmes\u202f» – 5\u00a0€ œuf'),
    `Recu : " l'été à Nimes " - 5 € oeuf`,
  )
  assert.equal(smsParts(forSms('Ça coûte, là-bas, où l’élève goûte')).alphabet, 'gsm7')
})

test('a sender has a name that networks take', () => {
  const cases = [
    ['Lili Rose', 'Lili Rose'],
    ['Épicerie du Marché', 'Epicerie du'],
    ['123', 'Boutique'],
    ['—', 'Boutique'],
  ] as const
  for (const [name, sender] of cases) assert.equal(smsSender(name), sender)
})

test('a hint lets one recognise an address and not write to it', () => {
  assert.equal(hintOf('camille@exemple.fr'), 'c…@exemple.fr')
  assert.equal(hintOf('+33612344218'), '+33 …42 18')
})

test('what is in the way is named: people first, then what most wait for', () => {
  const none = { due: 0, complaints: 0, warm_up: 0, capped: 0, later: 0 }
  const free = { by_complaints: false, by_person: false, by_provider: false }
  for (const [expected, waits, stopped] of [
    [null, {}, {}],
    ['pace', { due: 1 }, {}],
    ['pace', { due: 2, warm_up: 2, later: 9 }, {}],
    ['warm_up', { due: 2, warm_up: 3 }, {}],
    ['cap', { capped: 2, later: 1 }, {}],
    ['hours', { capped: 2, later: 2 }, {}],
    ['held', { due: 5 }, { by_person: true }],
    ['provider', { due: 5 }, { by_person: true, by_provider: true }],
    ['complaints', { due: 5, complaints: 1 }, { by_provider: true }],
    ['complaints', { due: 5 }, { by_complaints: true, by_person: true }],
  ] as const)
    assert.equal(limitOf({ ...none, ...waits }, { ...free, ...stopped }), expected)
})

test('a new domain lets more go each day: the last of many leaves when the days hold them all', () => {
  const first = new Date('2026-11-01T08:00:00Z')
  const now = new Date('2026-11-01T12:00:00Z')
  const day = (nth: number) => new Date(first.getTime() + nth * 86_400_000)
  // 200 today are used up; 500 on the second day, 1,000 on the third.
  for (const [waiting, nth] of [
    [1, 1],
    [500, 1],
    [501, 2],
    [1_500, 2],
    [1_501, 3],
    [1_000_000, 8],
  ] as const)
    assert.deepEqual(warmUpEnds(waiting, first, now), day(nth), String(waiting))
})
