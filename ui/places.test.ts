import { test } from 'node:test'
import assert from 'node:assert/strict'
import { placeOf } from './places.ts'

test('the app and the shop are read from the page’s base', () => {
  const rows: [Parameters<typeof placeOf>[0], string, string, string][] = [
    ['console', 'http://localhost:4000/', '', ''],
    ['console', 'http://localhost:4000/t/boutique/', '/t/boutique', '/t/boutique'],
    ['till', 'http://localhost:4000/till/', '/till', ''],
    ['till', 'https://exemple.fr/t/boutique/till/', '/t/boutique/till', '/t/boutique'],
    ['card', 'https://exemple.fr/t/card/card/index.html', '/t/card/card', '/t/card'],
    ['console', 'https://exemple.fr/t/till/', '/t/till', '/t/till'],
    ['console', 'https://exemple.fr/t/console/', '/t/console', '/t/console'],
  ]
  for (const [app, base, app_path, shop_path] of rows)
    assert.deepEqual(placeOf(app, base), { app_path, shop_path }, base)
})
