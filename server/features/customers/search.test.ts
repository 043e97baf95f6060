import { test } from 'node:test'
import assert from 'node:assert/strict'
import { openShop } from '../../../test/shop.ts'
import { newId } from '../../lib/id.ts'
import { checkDigit, groupCardNumber, isEan13, makeCardNumber, readCardScan } from './card-number.ts'
import { fold, nameTokens } from './name-words.ts'
import { soundOf } from './phonetic.ts'
import { readSearch, type Ask } from './read-search.ts'

test('a card number is a valid EAN-13 of the range left to shops, and none is like another', () => {
  // Known: 4006381333931 and 5901234123457 (GS1 examples).
  assert.equal(checkDigit('400638133393'), 1)
  assert.equal(checkDigit('590123412345'), 7)
  const numbers = Array.from({ length: 2000 }, makeCardNumber)
  assert.ok(numbers.every((number) => isEan13(number) && number.startsWith('2')))
  assert.equal(new Set(numbers).size, 2000)
  assert.equal(groupCardNumber('4006381333931'), '4006\u202f381\u202f333\u202f931')
  assert.equal(readCardScan('https://x.fr/card?n=2000000000008&t=12345678'), '2000000000008')
  assert.equal(readCardScan('Dupont'), null)
})

test('names are folded and cut into words that one may type', () => {
  assert.equal(fold('Éloïse CŒUR Straße'), 'eloise coeur strasse')
  const tokens = nameTokens('Jean-Luc', 'Le Goff')
  for (const token of ['jean', 'luc', 'jeanluc', 'le', 'goff', 'legoff'])
    assert.ok(tokens.includes(token), token)
  assert.deepEqual(nameTokens(null, null), [])
})

test('names that sound the same have one sound, and others have another', () => {
  const same = [
    ['Dupont', 'Dupond', 'Dupon'],
    ['Lefèvre', 'Lefebvre'],
    ['Moreau', 'Moraud', 'Moro'],
    ['Philippe', 'Filipe'],
    ['Martin', 'Martain'],
    ['François', 'Fransois'],
  ]
  for (const [first, ...others] of same)
    for (const other of others) assert.equal(soundOf(other), soundOf(first!), `${first} ${other}`)
  for (const [a, b] of [
    ['Dupont', 'Durand'],
    ['Martin', 'Marchand'],
    ['Petit', 'Robert'],
  ])
    assert.notEqual(soundOf(a!), soundOf(b!))
})

test('what is typed is understood, the surest first', () => {
  const way = (ask: Ask) => ('whole' in ask && !ask.whole ? `${ask.by}*` : ask.by)
  const value = (ask: Ask) => ('words' in ask ? ask.words.join('+') : ask.value)
  const ways = (q: string) => readSearch(q).map((ask) => `${way(ask)}:${value(ask)}`)
  assert.deepEqual(ways('06 12 34 56 78'), ['card:0612345678', 'phone:+33612345678'])
  assert.deepEqual(ways('5678'), ['card:5678', 'last4:5678'])
  assert.deepEqual(ways('06 12 34'), ['card:061234', 'phone*:+3361234'])
  assert.deepEqual(ways('Marie@X.fr'), ['email:marie@x.fr', 'email*:marie@x.fr'])
  assert.deepEqual(ways('dupon mar').slice(0, 1), ['name:dupon+mar'])
  assert.deepEqual(ways('   '), [])
})

const people = [
  ['Marie', 'Dupont-Durand', '0612345678'],
  ['Martin', 'Dupond', '0622345678'],
  ['Élodie', 'Lefèvre', '0633345678'],
  ['Anne-Marie', 'Le Goff', '0644441234'],
] as const

async function shopWithPeople() {
  const shop = await openShop()
  const far_store = newId()
  await shop.within(({ tx }) =>
    tx
      .insertInto('store')
      .values({
        tenant_id: shop.tenant_id,
        store_id: far_store,
        merchant_id: shop.merchant_id,
        name: 'Lyon',
        time_zone: 'Europe/Paris',
        created_at: new Date(),
      })
      .execute(),
  )
  const ids: string[] = []
  for (const [at, [first_name, last_name, phone]] of people.entries()) {
    ids.push(newId())
    const email = `${fold(first_name)}@exemple.fr`
    const { status } = await shop.put(`/customers/${ids[at]}`, {
      first_name,
      last_name,
      phones: [phone],
      emails: [email],
      home_store_id: at === 1 ? far_store : shop.store_id,
    })
    assert.equal(status, 200)
  }
  const found = async (q: string, more = '') => {
    const { body } = await shop.get(`/customers/search?q=${encodeURIComponent(q)}${more}`)
    return body.items.map((item: any) => ids.indexOf(item.customer_id))
  }
  return { shop, far_store, ids, found }
}

test('a person is found by any beginning of any name, in any order, without accents or hyphens', async () => {
  const { found } = await shopWithPeople()
  assert.deepEqual((await found('dupon mar')).sort(), [0, 1])
  assert.deepEqual((await found('MAR dupon')).sort(), [0, 1])
  assert.deepEqual(await found('durand'), [0])
  assert.deepEqual(await found('dupontdurand'), [0])
  assert.deepEqual(await found('lefevre'), [2])
  assert.deepEqual(await found('ÉLO'), [2])
  assert.deepEqual(await found('anne-marie'), [3])
  assert.deepEqual(await found('legoff'), [3])
  assert.deepEqual(await found('dupont lefevre'), [])
})

test('when the letters find nobody, the sound does', async () => {
  const { found } = await shopWithPeople()
  assert.deepEqual(await found('lefaivre'), [2])
  assert.deepEqual(await found('xyzabc'), [])
})

test('four digits find a phone, the till’s own customers first', async () => {
  const { found, shop, far_store } = await shopWithPeople()
  assert.deepEqual((await found('5678', `&store_id=${far_store}`))[0], 1)
  assert.equal((await found('5678', `&store_id=${shop.store_id}`)).at(-1), 1)
  assert.deepEqual(await found('1234'), [3])
  assert.deepEqual(await found('0000'), [])
})

test('a phone is found in any shape, an e-mail whole, and both from their beginning', async () => {
  const { found } = await shopWithPeople()
  for (const q of ['06.12.34.56.78', '+33 6 12 34 56 78', '0033612345678', '612345678', '06 12 34'])
    assert.deepEqual(await found(q), [0], q)
  for (const q of ['marie@exemple.fr', 'MARIE@exem', 'elodie@']) assert.equal((await found(q)).length, 1, q)
  assert.deepEqual(await found('_'), [])
  assert.deepEqual(await found('%'), [])
})
