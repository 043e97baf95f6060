import { test } from 'node:test'
import assert from 'node:assert/strict'
import { hex, jpeg, png, SECRET, webp } from './photo.fixture.ts'
import { readPhoto } from './photo.ts'

for (const [name, bytes, type, width, height] of [
  ['JPEG', jpeg(1), 'image/jpeg', 32, 16],
  ['PNG', png(), 'image/png', 2, 3],
  ['WebP', webp(), 'image/webp', 32, 16],
] as const)
  test(`a ${name} is known by its bytes and loses what it should not tell`, () => {
    assert.ok(bytes.includes(SECRET), 'the picture tells before')
    const photo = readPhoto(bytes)
    assert.ok(photo)
    assert.deepEqual([photo.type, photo.width, photo.height], [type, width, height])
    assert.ok(!photo.content.includes(SECRET))
    assert.ok(!photo.content.includes('<script>'))
    assert.deepEqual(readPhoto(photo.content), photo, 'written again, it is the same')
  })

test('how a camera was held stays; the dots stay as they were', () => {
  const content = readPhoto(jpeg(6))!.content
  assert.ok(content.includes(hex('0112 0003 00000001 0006')))
  assert.ok(content.includes(hex('12ff0034ffd056ffd9')))
  assert.ok(!readPhoto(jpeg(1))!.content.includes('Exif'))
})

test('what is cut short, empty, or something else is no picture', () => {
  const whole = [jpeg(6), png(), webp()]
  for (const bytes of whole)
    for (const length of [0, 3, 12, 20, 40]) assert.equal(readPhoto(bytes.subarray(0, length)), null)
  for (const text of [
    '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    'GIF89a',
    '<html>',
    '%PDF-1.7',
  ])
    assert.equal(readPhoto(Buffer.from(text)), null)
})

test('noise after a picture’s first bytes never hangs and never throws', () => {
  let seed = 7
  const noise = () => (seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31) & 0xff
  for (let round = 0; round < 3000; round++) {
    const bytes = Buffer.from([jpeg(6), png(), webp()][round % 3]!)
    for (let i = 0; i < 5; i++) bytes[2 + ((noise() * 256 + noise()) % (bytes.length - 2))] = noise()
    readPhoto(bytes)
  }
})
