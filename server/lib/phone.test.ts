import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
import { readPhone, readPhones } from './phone.ts'

const written: [text: string, e164: string[]][] = [
  ['06 12 34 56 78', ['+33612345678']],
  ['06.12.34.56.78', ['+33612345678']],
  ['06-12-34-56-78', ['+33612345678']],
  ['06/12/34/56/78', ['+33612345678']],
  ['+33 (0)6 12 34 56 78', ['+33612345678']],
  ['0033 6 12 34 56 78', ['+33612345678']],
  ['33612345678', ['+33612345678']],
  ['612345678', ['+33612345678']],
  ['612345678.0', ['+33612345678']],
  ['\uFF10\uFF16 \uFF11\uFF12 \uFF13\uFF14 \uFF15\uFF16 \uFF17\uFF18', ['+33612345678']],
  ['06\u00A012\u202F34 56 78', ['+33612345678']],
  ['06 12 34 56 78 (bureau)', ['+33612345678']],
  ['Tél : 01 42 68 53 00 demander Léa', ['+33142685300']],
  ['06 12 34 56 78 / 01 42 68 53 00', ['+33612345678', '+33142685300']],
  ['0612345678 ou 0142685300', ['+33612345678', '+33142685300']],
  ['06123456780142685300', ['+33612345678', '+33142685300']],
  ['0262 12 34 56', ['+262262123456']],
  ['0692 12 34 56', ['+262692123456']],
  ['0690 30 12 34', ['+590690301234']],
  ['+33 690 30 12 34', ['+590690301234']],
  ['+32 470 12 34 56', ['+32470123456']],
]

for (const [text, e164] of written) {
  test(`« ${text} » is ${e164.join(' and ')}`, () => {
    const reading = readPhones(text)
    assert.ok(reading.ok)
    assert.deepEqual(
      reading.phones.map((phone) => phone.e164),
      e164,
    )
  })
}

const refused: [text: string, why: string][] = [
  ['', 'empty'],
  ['-', 'empty'],
  ['6,12345678E8', 'lossy'],
  ['6.12E+08', 'lossy'],
  ['3615', 'short_number'],
  ['36 35', 'short_number'],
  ['06 12 34 56', 'invalid'],
  ['06 12 34 56 789', 'invalid'],
  ['00 00 00 00 00', 'invalid'],
  ['ne veut pas', 'not_a_phone'],
]

for (const [text, why] of refused) {
  test(`« ${text} » is refused: ${why}`, () => assert.deepEqual(readPhones(text), { ok: false, why }))
}

test('a mobile kept for films and books is a mobile, however it is written', () => {
  for (const text of ['06 39 98 00 13', '639980013', '+33 6 39 98 00 13'])
    assert.deepEqual([readPhone(text)?.e164, readPhone(text)?.sms], ['+33639980013', true], text)
})

test('only mobiles get text messages, and overseas is told apart', () => {
  const kinds = ['0612345678', '0142685300', '0891123456', '0801234567', '0692123456'].map((text) => {
    const phone = readPhone(text)!
    return [phone.type, phone.sms, phone.overseas]
  })
  assert.deepEqual(kinds, [
    ['mobile', true, false],
    ['fixed', false, false],
    ['premium', false, false],
    ['toll_free', false, false],
    ['mobile', true, true],
  ])
})

const RANGES = new URL('../../../shared/data/phones-fr/', import.meta.url)
const DRESSES: ((national: string, country: string) => string)[] = [
  (n, c) => (c === '33' ? `0${n}` : `+${c}${n}`),
  (n, c) => (c === '33' ? `0${n}`.replace(/(..)(?=.)/g, '$1 ') : `+${c} ${n.replace(/(...)(?=.)/g, '$1 ')}`),
  (n, c) => (c === '33' ? `0${n}`.replace(/(..)(?=.)/g, '$1.') : `00${c}${n}`),
  (n, c) => `+${c} (0)${n[0]} ${n.slice(1).replace(/(..)(?=.)/g, '$1 ')}`,
  (n, c) => `00${c} ${n}`,
  (n, c) => `+${c}-${n.replace(/(..)(?=.)/g, '$1-')}`,
  (n, c) => `+${c}${n}`.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d))),
]

/** Numbers of every range, some a digit short or long, some in ranges nobody has. */
function rangeNumbers(): [national: string, country: string][] {
  const numbers: [string, string][] = []
  for (const country of ['33', '262', '590', '594', '596']) {
    const name = `libphonenumber_${country}_ranges.csv`
    const plain = new URL(name, RANGES)
    const text = existsSync(plain)
      ? readFileSync(plain, 'utf8')
      : gunzipSync(readFileSync(new URL(`${name}.gz`, RANGES))).toString()
    for (const line of text.split('\n').slice(1)) {
      const prefix = line
        .split(';')[0]!
        .trim()
        .replace(/\[(\d)[^\]]*\]/g, '$1')
      if (!/^\d+$/.test(prefix)) continue
      for (const length of [9, 9, 9, 8, 10])
        numbers.push([prefix.padEnd(length, '123456789'.slice(prefix.length % 4)), country])
    }
  }
  for (let seed = 1; seed <= 300; seed++)
    numbers.push([String(((seed * 7_368_787) % 900_000_000) + 100_000_000), '33'])
  return numbers
}

test(
  'every French range in seven dresses reads as libphonenumber reads it',
  { skip: !existsSync(RANGES) && 'the reference data are not here' },
  (t) => {
    let same = 0
    let all = 0
    let kinder = 0
    for (const [national, country] of rangeNumbers()) {
      for (const dress of DRESSES) {
        const text = dress(national, country)
        const theirs = parsePhoneNumberFromString(text, 'FR')
        const ours = readPhone(text)
        const expected = theirs?.isValid() ? theirs.number : null
        // An overseas number written as in France is invalid for libphonenumber told FR, and read by us.
        if (expected === null && ours?.overseas) {
          kinder++
          continue
        }
        all++
        if ((ours?.e164 ?? null) === expected) same++
      }
    }
    t.diagnostic(
      `${same} of ${all} equal (${((100 * same) / all).toFixed(2)} %), ${kinder} more read as overseas`,
    )
    assert.ok(all > 5000)
    assert.ok(same / all >= 0.98)
  },
)

test(
  'no short or premium number may ever get a text message',
  { skip: !existsSync(RANGES) && 'the reference data are not here' },
  () => {
    let looked_at = 0
    const short = readFileSync(new URL('libphonenumber_33_shortcodes.csv', RANGES), 'utf8')
      .split('\n')
      .slice(1)
    for (const line of short) {
      const [, prefix = '', length = ''] = line.split(';').map((cell) => cell.trim())
      const digits = prefix.replace(/\[(\d)[^\]]*\]/g, '$1').padEnd(Number(length) || 0, '0')
      if (!/^\d+$/.test(digits)) continue
      looked_at++
      assert.equal(readPhone(digits)?.sms ?? false, false, digits)
    }
    const ranges = gunzipSync(readFileSync(new URL('libphonenumber_33_ranges.csv.gz', RANGES)))
      .toString()
      .split('\n')
      .slice(1)
    for (const line of ranges) {
      const [prefix = '', , type = ''] = line.split(';').map((cell) => cell.trim())
      if (!/PREMIUM|SHARED|TOLL|UAN/.test(type)) continue
      looked_at++
      const national = prefix.replace(/\[(\d)[^\]]*\]/g, '$1').padEnd(9, '1234567')
      assert.equal(readPhone(`0${national}`)?.sms ?? false, false, national)
    }
    assert.ok(looked_at > 40)
  },
)
