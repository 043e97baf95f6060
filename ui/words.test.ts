import { test } from 'node:test'
import assert from 'node:assert/strict'
import { featureWords } from './words.ts'

const fr = {
  title: 'Clients',
  found_one: '{{count}} client trouvé',
  found_other: '{{count}} clients trouvés',
  refused: "{{name}} n'a pas pu être importé : voir pourquoi",
  card: { add: 'Ajouter une carte' },
}

test('a feature says its words, with plurals, numbers and French spacing', () => {
  const { say } = featureWords('test', fr, {
    title: 'Customers',
    found_one: '{{count}} customer found',
    found_other: '{{count}} customers found',
    refused: '{{name}} could not be imported: see why',
    card: { add: 'Add a card' },
  })
  assert.equal(say('title'), 'Clients')
  assert.equal(say('found', { count: 1 }), '1 client trouvé')
  assert.equal(say('found', { count: 0 }), '0 client trouvé')
  assert.equal(say('found', { count: 150000 }), '150\u202f000 clients trouvés')
  assert.equal(say('found', { count: 1_000_000 }), '1\u202f000\u202f000 clients trouvés')
  assert.equal(say('refused', { name: 'Zoé' }), 'Zoé n’a pas pu être importé\u202f: voir pourquoi')
  assert.equal(say('card.add'), 'Ajouter une carte')
  // @ts-expect-error a word that does not exist is a mistake of types
  say('nothing')
})
