import { test } from 'node:test'
import assert from 'node:assert/strict'
import { barcodeLines } from './code128.ts'
import { qrDrawing } from './qr.ts'

test('a QR code is one path inside its grid', () => {
  const { path, size } = qrDrawing('https://exemple.fr/card/2990001')
  assert.equal(size, 29)
  assert.ok(path.startsWith('M0 0h7v1h-7z'), 'the corner square begins at the origin')
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)/g)) {
    assert.ok(Number(x) + Number(width) <= size)
    assert.ok(Number(y) < size)
  }
})

test('a Code 128 is lines of one to four modules within its room', () => {
  const { width, strokes } = barcodeLines('2990001234567')
  const lines = strokes.flatMap((stroke) =>
    [...stroke.path.matchAll(/M(\d+) /g)].map(([, x]) => [Number(x), stroke.width]),
  )
  // Start, seven symbols (six pairs and one switch of set with a digit), checksum: three bars each; stop: four.
  assert.ok(lines.length >= 3 * 9 + 4, String(lines.length))
  for (const [x, stroke] of lines)
    assert.ok(x! - stroke! / 2 >= 8 && x! + stroke! / 2 <= width - 8, 'quiet zone')
  for (const { width: stroke } of strokes) assert.ok([2, 4, 6, 8].includes(stroke))
})
