import { test } from 'node:test'
import assert from 'node:assert/strict'
import { makeFormats, phone } from './format.ts'
import { typography } from './typography.ts'

const fr = makeFormats({ language: 'fr', time_zone: 'Europe/Paris' })
const en = makeFormats({ language: 'en', time_zone: 'Europe/Paris' })
/** The narrow no-break space, made visible in these tables. */
const _ = '\u202f'

test('money', () => {
  assert.equal(fr.money(123450), `1${_}234,50${_}€`)
  assert.equal(fr.money(-5), `−0,05${_}€`, 'a minus, not a hyphen')
  assert.equal(en.money(-500), '−€5.00')
  assert.equal(fr.moneyShort(1000), `10${_}€`)
  assert.equal(fr.moneyShort(1050), `10,50${_}€`)
  assert.equal(fr.moneyRound(123450), `1${_}235${_}€`)
  assert.equal(en.money(123450), '€1,234.50')
})

test('numbers, shares and changes', () => {
  assert.equal(fr.number(150000), `150${_}000`)
  assert.equal(fr.percent(0.125), `12,5${_}%`)
  assert.equal(fr.change(0.12), `+12${_}%`)
  assert.equal(fr.change(-0.03), `−3${_}%`)
  assert.equal(fr.change(0), `0${_}%`)
  assert.equal(fr.signed(24), '+24')
  assert.equal(en.percent(0.125), '12.5%')
})

test('dates and times, in the shop’s zone', () => {
  const late = '2026-03-03T23:30:00Z'
  assert.equal(fr.date(late), '4 mars 2026')
  assert.equal(fr.weekday('2025-03-03'), 'lundi 3 mars')
  assert.equal(fr.date('2026-03-01'), '1er mars 2026')
  assert.equal(fr.weekday('2026-03-01'), 'dimanche 1er mars')
  assert.equal(fr.date('2026-03-11'), '11 mars 2026')
  assert.equal(en.date('2026-03-01'), '1 March 2026')
  assert.equal(fr.time('2026-03-03T13:30:00Z'), `14${_}h${_}30`)
  assert.equal(fr.time('2026-03-03T07:05:00Z'), `8${_}h${_}05`)
  assert.equal(fr.clock('09:30'), `9${_}h${_}30`)
  assert.equal(fr.dateTime(late), `4 mars 2026, 0${_}h${_}30`)
  assert.equal(en.time('2026-03-03T13:30:00Z'), '14:30')
  assert.equal(en.clock('09:30'), '09:30')
  assert.equal(fr.dateShort('2026-03-03'), '03/03/2026')
  assert.equal(en.date('2026-03-03'), '3 March 2026')
})

test('a day without a time belongs to no zone', () => {
  const tokyo = makeFormats({ language: 'fr', time_zone: 'America/Los_Angeles' })
  assert.equal(tokyo.date('2026-03-03'), '3 mars 2026')
})

test('days counted from now, by the calendar', () => {
  const now = '2026-03-03T22:00:00Z'
  const rows: [string, string][] = [
    ['2026-03-03T05:00:00Z', 'aujourd’hui'],
    ['2026-03-03T23:30:00Z', 'demain'],
    ['2026-03-01T23:30:00Z', 'hier'],
    ['2026-02-25T10:00:00Z', 'il y a 6 jours'],
    ['2026-05-03T10:00:00Z', 'dans 2 mois'],
    ['2024-03-03T10:00:00Z', 'il y a 2 ans'],
  ]
  for (const [moment, words] of rows) assert.equal(fr.relativeDay(moment, now), words, moment)
})

test('phones', () => {
  assert.equal(phone('+33612345678').replaceAll('\u00a0', ' '), '06 12 34 56 78')
  assert.equal(phone('+262692123456').replaceAll('\u00a0', ' '), '06 92 12 34 56')
  assert.equal(phone('+447700900123').replaceAll('\u00a0', ' '), '+44 770 090 0123')
  assert.equal(phone('12'), '12')
})

test('French spacing', () => {
  const rows: [string, string][] = [
    ['Attention !', `Attention${_}!`],
    ['Attention!', `Attention${_}!`],
    ['Quoi ?!', `Quoi${_}?!`],
    ['3 refusés : voir pourquoi', `3 refusés${_}: voir pourquoi`],
    ['« Bonjour »', `«${_}Bonjour${_}»`],
    ['«Bonjour»', `«${_}Bonjour${_}»`],
    ['{{count}} points ; 12 %', `{{count}} points${_}; 12${_}%`],
    ['Ouvert à 14:30, voir https://exemple.fr/a?b', 'Ouvert à 14:30, voir https://exemple.fr/a?b'],
    ["l'avantage d'aujourd'hui", 'l’avantage d’aujourd’hui'],
    ['150 000 clients', `150${_}000 clients`],
  ]
  for (const [typed, set] of rows) {
    assert.equal(typography(typed), set)
    assert.equal(typography(set), set, 'twice changes nothing')
  }
})
