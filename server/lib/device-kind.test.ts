import { test } from 'node:test'
import assert from 'node:assert/strict'
import { deviceKind, type DeviceKind } from './device-kind.ts'

const WEBKIT = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const SAID: [what: string, agent: string, kind: DeviceKind | undefined][] = [
  [
    'an iPhone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'phone',
  ],
  [
    'an Android phone',
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/130.0.0.0 Mobile Safari/537.36`,
    'phone',
  ],
  [
    'an Android tablet',
    `Mozilla/5.0 (Linux; Android 10; K) ${WEBKIT} Chrome/130.0.0.0 Safari/537.36`,
    'tablet',
  ],
  [
    'an iPad that says so',
    'Mozilla/5.0 (iPad; CPU OS 12_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1 Mobile/15E148 Safari/604.1',
    'tablet',
  ],
  ['Firefox on a tablet', 'Mozilla/5.0 (Android 14; Tablet; rv:130.0) Gecko/130.0 Firefox/130.0', 'tablet'],
  ['Firefox on a phone', 'Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0', 'phone'],
  [
    'Windows',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${WEBKIT} Chrome/130.0.0.0 Safari/537.36`,
    'computer',
  ],
  [
    'a Mac',
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Chrome/130.0.0.0 Safari/537.36`,
    'computer',
  ],
  ['Linux', 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0', 'computer'],
  [
    'a machine with a phone’s name',
    'Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) Chrome/130.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1)',
    undefined,
  ],
  ['Apple’s privacy', 'Mozilla/5.0', undefined],
  ['nothing', '', undefined],
]
for (const [what, agent, kind] of SAID)
  test(`what a page is read on: ${what}`, () => assert.equal(deviceKind({ 'user-agent': agent }), kind))

test('a hint says it where the name does not', () => {
  assert.equal(deviceKind({ 'sec-ch-ua-mobile': '?1', 'user-agent': 'Mozilla/5.0 Chrome/130' }), 'phone')
  assert.equal(deviceKind({ 'sec-ch-ua-mobile': '?0', 'user-agent': 'Mozilla/5.0 Chrome/130' }), undefined)
})

test('without any header it is not known', () => assert.equal(deviceKind({}), undefined))
