import { test } from 'node:test'
import assert from 'node:assert/strict'
import { blankCard, readCard } from './new-card.ts'

const texts = [
  { channel: 'sms', version: 1, language: 'fr', in_force: false },
  { channel: 'sms', version: 2, language: 'fr', in_force: true },
  { channel: 'sms', version: 5, language: 'en', in_force: true },
]

test('only what was filled in is sent', () => {
  assert.deepEqual(readCard(blankCard, texts, 'fr'), {})
  const form = { ...blankCard, first_name: ' Zoé ', phone: '06 11', city: 'Lyon', tags: 'VIP, , lin' }
  assert.deepEqual(readCard(form, texts, 'fr'), {
    first_name: 'Zoé',
    phones: ['06 11'],
    address: { city: 'Lyon' },
    tags: ['VIP', 'lin'],
  })
})

test('a yes names the text that was on the screen; what was not ticked is not a no', () => {
  const { consents } = readCard({ ...blankCard, consents: ['sms'] }, texts, 'fr')
  assert.deepEqual(consents, [
    { channel: 'sms', purpose: 'offers', given: true, language: 'fr', text_version: 2 },
  ])
})
