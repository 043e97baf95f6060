import { test } from 'node:test'
import assert from 'node:assert/strict'
import { deviceName } from './device-name.ts'

test('a browser is named as its owner would name it', () => {
  const rows: [string | null, string][] = [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
      'Chrome Windows',
    ],
    ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0', 'Edge Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1', 'Safari iPhone'],
    [
      'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/141.0 Mobile Safari/537.36',
      'Chrome Android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox Linux'],
    ['curl/8.5.0', 'null'],
    [null, 'null'],
  ]
  for (const [agent, name] of rows) {
    const found = deviceName(agent)
    assert.equal(found ? `${found.browser} ${found.system}` : 'null', name)
  }
})
