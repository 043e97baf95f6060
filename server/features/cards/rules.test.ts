import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeMessage } from './code-message.ts'
import { forSms, smsParts } from '../messages/rules.ts'
import { ASKED_MAX, askedTooOften, expiringOf, readRecipient } from './rules.ts'

test('a code goes to whatever a person types that is an address', () => {
  const cases = [
    ['06 12 34 56 78', 'sms', '+33612345678', true],
    ['+33 (0)6.12.34.56.78', 'sms', '+33612345678', true],
    ['0033612345678', 'sms', '+33612345678', true],
    ['0692 12 34 56', 'sms', '+262692123456', true],
    ['+32 470 12 34 56', 'sms', '+32470123456', true],
    ['01 42 34 56 78', 'sms', '+33142345678', false],
    ['0899 12 34 56', 'sms', '+33899123456', false],
    ['+1 876 555 1234', 'sms', '+18765551234', false],
    ['+44 7400 123456', 'sms', '+447400123456', false],
    ['Camille@Exemple.FR ', 'email', 'camille@exemple.fr', true],
  ] as const
  for (const [text, channel, value, served] of cases) {
    const recipient = readRecipient(text, channel)
    assert.deepEqual([recipient?.value, recipient?.served], [value, served], text)
  }
  for (const [text, channel] of [
    ['06 12', 'sms'],
    ['camille', 'email'],
    ['', 'sms'],
    ['3000', 'sms'],
  ] as const)
    assert.equal(readRecipient(text, channel), null, text)
})

test('atk-A12: a fraud meets a limit on every axis', () => {
  const none = { recipient: 0, recipient_day: 0, ip: 0, prefix: 0, tenant_sms: 0, tenant: 0 }
  assert.equal(askedTooOften(none), false)
  for (const [axis, max] of Object.entries(ASKED_MAX)) {
    assert.equal(askedTooOften({ ...none, [axis]: max - 1 }), false, axis)
    assert.equal(askedTooOften({ ...none, [axis]: max }), true, axis)
  }
})

test('what expires is told by date, soonest first', () => {
  const [soon, later] = [new Date('2026-12-01T23:00:00Z'), new Date('2027-03-01T23:00:00Z')]
  const lots = [
    { unit: 'points', remaining: 30, expires_at: later },
    { unit: 'points', remaining: 12, expires_at: soon },
    { unit: 'points', remaining: 8, expires_at: soon },
    { unit: 'points', remaining: 100, expires_at: null },
    { unit: 'stamps', remaining: 3, expires_at: soon },
  ]
  assert.deepEqual(expiringOf('points', lots), [
    { units: 20, expires_at: soon },
    { units: 30, expires_at: later },
  ])
})

test('a code fits one text message, in both languages', () => {
  for (const language of ['fr', 'en'] as const)
    for (const purpose of ['sign_in', 'verify'] as const) {
      const { text } = codeMessage({
        language,
        purpose,
        shop: 'Les Comptoirs de la République',
        code: '048213',
      })
      const { alphabet, parts } = smsParts(forSms(text))
      assert.deepEqual([alphabet, parts.length <= 2], ['gsm7', true], text)
      assert.match(text, /048 213/)
    }
})
