import { test } from 'node:test'
import assert from 'node:assert/strict'
import { allOff, changesOf, endedBy, keyOf, questionsFor, type Standing } from './rules.ts'

const text = (channel: string, purpose = 'offers') => ({
  channel,
  purpose,
  version: 3,
  language: 'fr',
  text: 'x',
})
const says = (key: string, given: boolean): Standing => {
  const [channel, purpose] = key.split('/') as [string, string]
  return { channel, purpose, given }
}
const texts = [text('email', 'loyalty'), text('sms'), text('email'), text('letter'), text('email', 'club')]

test('asked are the channels by which somebody can be reached; nothing is ticked but what was said or comes anyway', () => {
  const asked = questionsFor(texts, [says('sms/offers', true)], new Set(['email', 'sms', 'letter']))
  assert.deepEqual(
    asked.map((one) => [keyOf(one), one.yes]),
    [
      ['email/club', false],
      ['email/offers', false],
      ['sms/offers', true],
      ['letter/offers', true],
      ['email/loyalty', true],
    ],
  )
  assert.deepEqual(questionsFor(texts, [], new Set()), [])
})

test('a change is what differs, and only of what was shown', () => {
  const asked = questionsFor(texts, [says('sms/offers', true)], new Set(['email', 'sms']))
  const all = new Set(asked.map(keyOf))
  assert.deepEqual(changesOf(asked, all, new Set(['sms/offers', 'email/loyalty'])), [])
  assert.deepEqual(changesOf(asked, all, new Set(['email/offers', 'email/loyalty'])), [
    { channel: 'email', purpose: 'offers', given: true, text_version: 3 },
    { channel: 'sms', purpose: 'offers', given: false, text_version: 3 },
  ])
  assert.deepEqual(changesOf(asked, new Set(), new Set()), [])
  assert.deepEqual(changesOf(asked, new Set(['phone/offers']), new Set(['phone/offers'])), [])
})

test('A-08: one press ends every purpose of its channel; points end only when the message was about points', () => {
  const standing = [
    says('email/offers', true),
    says('email/club', true),
    says('email/loyalty', true),
    says('sms/offers', true),
  ]
  const keys = (changes: { channel: string; purpose: string }[]) => changes.map(keyOf).sort()
  assert.deepEqual(keys(endedBy('email', 'marketing', standing)), ['email/club', 'email/offers'])
  assert.deepEqual(keys(endedBy('email', 'loyalty', standing)), [
    'email/club',
    'email/loyalty',
    'email/offers',
  ])
  // Somebody who was never asked objects all the same.
  assert.deepEqual(keys(endedBy('letter', 'marketing', [])), ['letter/offers'])
  assert.deepEqual(endedBy('email', 'marketing', [says('email/offers', false)]), [])
})

test('everything off ends what is asked and what was said elsewhere', () => {
  const asked = questionsFor(texts, [], new Set(['email', 'letter']))
  assert.deepEqual(
    allOff(asked, [says('phone/offers', true), says('sms/offers', false)])
      .map(keyOf)
      .sort(),
    ['email/loyalty', 'letter/offers', 'phone/offers'],
  )
})
