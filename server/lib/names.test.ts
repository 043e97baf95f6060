import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readFrenchPostalCode, readTown, tidyAddressLine } from './address.ts'
import { readEmail } from './email.ts'
import { capitaliseName, partFullName, withoutCivility } from './names.ts'

const names: [written: string, wanted: string][] = [
  ['JEAN-PIERRE DE LA TOUR', 'Jean-Pierre de La Tour'],
  ["D'ARTAGNAN", "d'Artagnan"],
  ['L’HERMITE', "L'Hermite"],
  ["O'BRIEN", "O'Brien"],
  ['le goff', 'Le Goff'],
  ['VAN DER BERG', 'van der Berg'],
  ['DU BELLAY', 'du Bellay'],
  ['MCDONALD', 'McDonald'],
  ['MacGregor', 'MacGregor'],
  ['ÉLOÏSE', 'Éloïse'],
  ['jean - luc', 'Jean-Luc'],
  ['  DUPONT ,', 'Dupont'],
]
for (const [written, wanted] of names)
  test(`the name ${written}`, () => assert.equal(capitaliseName(written), wanted))

test('civility is taken off, but never the whole name', () => {
  const bare = [
    'Mme DUPONT',
    'M. Martin',
    'Monsieur et Madame Petit',
    'Mlle Léa',
    'Dr House',
    'Marie',
    'M',
  ].map(withoutCivility)
  assert.deepEqual(bare, ['DUPONT', 'Martin', 'Petit', 'Léa', 'House', 'Marie', 'M'])
})

const wholes: [
  text: string,
  order: 'last_first' | 'first_last' | null,
  first: string,
  last: string,
  sure: boolean,
][] = [
  ['DUPONT Jean', null, 'Jean', 'Dupont', true],
  ['Jean DUPONT', null, 'Jean', 'Dupont', true],
  ['Dupont, Jean', null, 'Jean', 'Dupont', true],
  ['Mme DE LA TOUR Anne-Marie', null, 'Anne-Marie', 'de La Tour', true],
  ['Anne de LA TOUR', null, 'Anne', 'de LA TOUR', true],
  ['Dupont Jean', 'last_first', 'Jean', 'Dupont', true],
  ['de la Tour Jean', 'last_first', 'Jean', 'de la Tour', false],
  ['Jean Dupont', null, 'Jean', 'Dupont', false],
  ['Madonna', null, '', 'Madonna', true],
]
for (const [text, order, first_name, last_name, sure] of wholes) {
  test(`the whole name ${text}`, () =>
    assert.deepEqual(partFullName(text, order), { first_name, last_name, sure }))
}

const emails: [text: string, email: string | null, suggestion: string | null][] = [
  ['Jean.Dupont@GMAIL.com', 'Jean.Dupont@gmail.com', null],
  [' <jean@free.fr> ', 'jean@free.fr', null],
  ['mailto:a@b.fr', 'a@b.fr', null],
  ['jean@gmial.com', 'jean@gmial.com', 'jean@gmail.com'],
  ['jean@gmail.co', 'jean@gmail.co', 'jean@gmail.com'],
  ['jean@hotmial.fr', 'jean@hotmial.fr', 'jean@hotmail.fr'],
  ['jean@orange.com', 'jean@orange.com', null],
  ['jean@wanado.fr', 'jean@wanado.fr', 'jean@wanadoo.fr'],
  ['jean@mail.com', 'jean@mail.com', null],
  ['jean@free,fr', null, 'jean@free.fr'],
  ['jean.gmail.com', null, 'jean@gmail.com'],
  ['jean@', null, null],
  ['jean..d@x.fr', null, null],
  ['jean@-x.fr', null, null],
  ['jean@x', null, null],
  ['a b@x.fr', null, 'ab@x.fr'],
  ['jean@café.fr', 'jean@xn--caf-dma.fr', null],
]
for (const [text, email, suggestion] of emails) {
  test(`the e-mail ${text}`, () => {
    const reading = readEmail(text)
    assert.deepEqual([reading.ok ? reading.email : null, reading.suggestion], [email, suggestion])
  })
}

const codes: [text: string, postal_code: string | null, department: string | null, zero_restored: boolean][] =
  [
    ['75011', '75011', '75', false],
    ['1000', '01000', '01', true],
    ['F-69 003', '69003', '69', false],
    ['20000', '20000', '2A', false],
    ['20200', '20200', '2B', false],
    ['97400', '97400', '974', false],
    ['7500', '07500', '07', true],
    ['00100', null, null, false],
    ['123', null, null, false],
    ['SW1A 1AA', null, null, false],
  ]
for (const [text, postal_code, department, zero_restored] of codes) {
  test(`the postal code ${text}`, () => {
    const code = readFrenchPostalCode(text)
    assert.deepEqual(
      [code?.postal_code ?? null, code?.department ?? null, code?.zero_restored ?? false],
      [postal_code, department, zero_restored],
    )
  })
}

test('towns and lines are tidied', () => {
  assert.deepEqual(readTown('75334 PARIS CEDEX 07'), { city: 'Paris', postal_code: '75334', cedex: '07' })
  assert.equal(readTown('ST GERMAIN EN LAYE').city, 'Saint Germain en Laye')
  assert.equal(readTown('LA ROCHELLE').city, 'La Rochelle')
  assert.equal(readTown("L'HAY-LES-ROSES").city, "L'Hay-les-Roses")
  assert.equal(readTown('Saint-Étienne').city, 'Saint-Étienne')
  assert.equal(tidyAddressLine('N°12,  RUE DE LA PAIX'), '12 rue de la Paix')
  assert.equal(tidyAddressLine('3 bis, avenue Foch ,'), '3 bis avenue Foch')
  assert.equal(tidyAddressLine('BP 12'), 'BP 12')
})
