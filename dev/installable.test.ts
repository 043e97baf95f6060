import { test } from 'node:test'
import assert from 'node:assert/strict'
import { crc32, inflateSync } from 'node:zlib'
import { budgetVerdict } from './build.ts'
import { iconPng, iconSvg } from './draw-icon.ts'
import { manifestOf, workerText } from './installable.ts'

/** The picture's chunks, each with its sum checked, as a reader of PNG files would. */
function readPng(file: Buffer) {
  const chunks = new Map<string, Buffer>()
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at)
    const named = file.subarray(at + 4, at + 8 + length)
    assert.equal(file.readUInt32BE(at + 8 + length), crc32(named), 'the sum of the chunk')
    chunks.set(named.toString('latin1', 0, 4), named.subarray(4))
    at += 12 + length
  }
  const width = chunks.get('IHDR')!.readUInt32BE(0)
  const rows = inflateSync(chunks.get('IDAT')!)
  const pixel = (x: number, y: number) => [...rows.subarray(y * (width * 4 + 1) + 1 + x * 4).subarray(0, 4)]
  return { width, pixel }
}

test('the icon is green, open at the right, with a point in the opening and round corners', () => {
  const { width, pixel } = readPng(iconPng(192))
  assert.equal(width, 192)
  assert.deepEqual(pixel(0, 0)[3], 0)
  assert.deepEqual(pixel(96, 20), [0x1f, 0x5c, 0x46, 255])
  assert.deepEqual(pixel(96 - 45, 96), [0xfb, 0xfa, 0xf7, 255])
  assert.deepEqual(pixel(96 + 45, 96), [0xe0, 0x80, 0x66, 255])
  assert.equal(readPng(iconPng(64, 'full')).pixel(0, 0)[3], 255, 'a mask needs a full square')
  assert.match(iconSvg(), /^<svg .*<\/svg>$/)
})

test('a manifest points below itself, so that each shop installs its own', () => {
  const { start_url, scope, icons } = manifestOf('till')
  for (const address of [start_url, scope, ...icons.map((icon) => icon.src)]) assert.match(address, /^\.\//)
})

test('the worker is new when a file or the page is new, and only then', async () => {
  const text = await workerText(['assets/a.js'], '<html>')
  assert.equal(await workerText(['assets/a.js'], '<html>'), text)
  assert.notEqual(await workerText(['assets/b.js'], '<html>'), text)
  assert.notEqual(await workerText(['assets/a.js'], '<html lang="fr">'), text)
  assert.ok(text.includes('FILES = ["assets/a.js"]'))
  assert.doesNotMatch(text, /declare|: Request/, 'its types are gone')
})

test('a budget is kept up to its last byte', () => {
  assert.equal(budgetVerdict('card', 120 * 1024), 'within')
  assert.equal(budgetVerdict('card', 120 * 1024 + 1), 'OVER')
})
