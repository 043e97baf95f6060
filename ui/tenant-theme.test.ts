import { test } from 'node:test'
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { contrast, mixed, normalHex, READABLE } from './contrast.ts'
import { GROUND_DARK, GROUND_LIGHT, READABLE_BY_DAY, tenantTheme } from './tenant-theme.ts'

test('contrast is WCAG’s: known pairs', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21)
  assert.equal(contrast('#777777', '#777777'), 1)
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54')
  assert.equal(contrast('#777777', '#ffffff').toFixed(2), '4.48')
})

test('a colour is read in the forms people write it', () => {
  assert.equal(normalHex('1F5C46'), '#1f5c46')
  assert.equal(normalHex(' #abc '), '#aabbcc')
  assert.equal(normalHex('vert'), undefined)
})

test('the house green is kept as it is', () => {
  const theme = tenantTheme({ primary: '#1F5C46' })
  assert.equal(theme.primary_light, '#1f5c46')
  assert.equal(theme.changed, false)
  assert.equal(theme.on_brand, '#ffffff')
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
  assert.ok(css.includes(`--primary-dark: ${theme.primary_dark};`), 'the token is the corrected colour')
})

test('a yellow is darkened for words, kept on the card, and said to be changed', () => {
  const theme = tenantTheme({ primary: '#FFD400' })
  assert.equal(theme.changed, true)
  assert.equal(theme.brand, '#ffd400')
  assert.equal(theme.on_brand, '#1c2321')
  const distance = contrast(theme.primary_light, GROUND_LIGHT) - READABLE_BY_DAY
  assert.ok(distance >= 0 && distance < 0.2, 'moved no further than needed')
})

test('any colour at all ends up readable, in light, in dark and on the card', () => {
  const colours = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)
  fc.assert(
    fc.property(colours, (primary) => {
      const theme = tenantTheme({ primary })
      assert.ok(contrast(theme.primary_light, GROUND_LIGHT) >= READABLE)
      assert.ok(contrast(theme.primary_light, '#ffffff') >= READABLE)
      // As in tokens.css: --primary-tint, behind the place one is in.
      for (const [colour, ground, share] of [
        [theme.primary_light, GROUND_LIGHT, 0.09],
        [theme.primary_dark, GROUND_DARK, 0.14],
      ] as const)
        assert.ok(contrast(colour, mixed(colour, ground, share)) >= READABLE, primary)
      assert.ok(contrast(theme.primary_dark, GROUND_DARK) >= READABLE)
      assert.ok(contrast(theme.brand, theme.on_brand) >= READABLE)
      assert.equal(theme.changed, theme.primary_light !== primary)
    }),
  )
})

/** The pairs that carry words on the screens, read from tokens.css itself. */
test('every token for words reads on every ground it is used on', () => {
  const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
  const token = (name: string, side: 0 | 1) => {
    const pair = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(css)
    assert.ok(pair, `--${name} is not in tokens.css as light-dark(#, #)`)
    return pair[side + 1]!
  }
  const words = ['ink', 'ink-soft', 'ink-faint', 'accent-ink', 'positive', 'warning', 'danger']
  const grounds = ['ground', 'surface', 'sunken', 'hover']
  const pairs = words.flatMap((word) => grounds.map((ground) => [word, ground] as const))
  const tints = ['positive', 'warning', 'danger'].map((word) => [word, `${word}-tint`] as const)
  for (const [word, ground] of [...pairs, ...tints, ['on-danger', 'danger'] as const])
    for (const side of [0, 1] as const) {
      const ratio = contrast(token(word, side), token(ground, side))
      assert.ok(ratio >= READABLE, `${word} on ${ground} (${side ? 'dark' : 'light'}): ${ratio.toFixed(2)}`)
    }
})
