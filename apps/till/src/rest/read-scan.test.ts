import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readScan } from './read-scan.ts'

const ID = '01a201a0-7fd0-7a86-9896-0401d7544b76'
const TOKEN = `rl_${'a'.repeat(32)}`

test('a scan is told by its text alone', () => {
  for (const [text, expected] of [
    ['2123456789019', { kind: 'code', text: '2123456789019' }],
    [' 2459506957277 ', { kind: 'card', number: '2459506957277' }],
    ['card:2459506957277', { kind: 'card', number: '2459506957277' }],
    ['3760000000017', { kind: 'code', text: '3760000000017' }],
    [`sale:${ID}`, { kind: 'sale', sale_id: ID }],
    [`vente:${ID.toUpperCase()}`, { kind: 'sale', sale_id: ID }],
    [`https://shop.example/t/lili/card/#r=${TOKEN}`, { kind: 'receipt', token: TOKEN }],
    ['abcd-efgh-jkmn-pqrs-tuvw-xyz', { kind: 'voucher', code: 'ABCDEFGHJKMNPQRSTUVWXYZ' }],
    ['https://shop.example/t/lili/card/#r=K7MPX2B', { kind: 'friend', code: 'K7MPX2B' }],
    ['https://shop.example/t/lili/card/#r=k7mpx2b', { kind: 'friend', code: 'K7MPX2B' }],
    [
      'https://shop.example/t/lili/card/#r=AEIOU01',
      { kind: 'code', text: 'https://shop.example/t/lili/card/#r=AEIOU01' },
    ],
    ['K7MPX2B', { kind: 'code', text: 'K7MPX2B' }],
    ['ROBE-1', { kind: 'code', text: 'ROBE-1' }],
  ] as const)
    assert.deepEqual(readScan(text), expected, text)
})
