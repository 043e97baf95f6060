import { test } from 'node:test'
import assert from 'node:assert/strict'
import { crc32, deflateSync } from 'node:zlib'
import { readPhoto } from './photo.ts'

/** Latitude as a camera writes it, and what else must not stay. */
const SECRET = 'GPS 45.4397 N 4.3872 E'

const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex')
const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(body.length + 2, 2)
  return Buffer.concat([head, body])
}
const exif = (orientation: number) =>
  Buffer.concat([
    Buffer.from('Exif\0\0'),
    hex('49492a0008000000 0100 1201 0300 01000000'),
    Buffer.from([orientation, 0, 0, 0]),
    Buffer.alloc(4),
    Buffer.from(SECRET),
  ])

function jpeg(orientation: number): Buffer {
  const parts = [
    hex('ffd8'),
    segment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
    segment(0xe1, exif(orientation)),
    segment(0xfe, Buffer.from(`comment ${SECRET}`)),
    segment(0xed, Buffer.from(`Photoshop ${SECRET}`)),
    segment(0xc0, hex('08 0010 0020 03 011100 021101 031101')),
    segment(0xda, hex('03 0100 0211 0311 003f00')),
    hex('12ff00 34ffd0 56'),
    hex('ffd9'),
  ]
  return Buffer.concat([...parts, Buffer.from(`<script>${SECRET}</script>`)])
}

export function png(width = 2, height = 3): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), body])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(body.length)
    sum.writeUInt32BE(crc32(named))
    return Buffer.concat([length, named, sum])
  }
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  size.set([8, 2, 0, 0, 0], 8)
  const dots = deflateSync(Buffer.alloc(Math.min(height, 100) * (1 + Math.min(width, 100) * 3)))
  const notes = [chunk('tEXt', Buffer.from(`Comment\0${SECRET}`)), chunk('eXIf', Buffer.from(SECRET))]
  return Buffer.concat([
    hex('89504e470d0a1a0a'),
    chunk('IHDR', size),
    ...notes,
    chunk('IDAT', dots),
    chunk('IEND', Buffer.alloc(0)),
    Buffer.from(SECRET),
  ])
}

function webp(): Buffer {
  const chunk = (name: string, body: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32LE(body.length)
    return Buffer.concat([Buffer.from(name), length, body, Buffer.alloc(body.length % 2)])
  }
  const chunks = Buffer.concat([
    chunk('VP8X', hex('0c000000 1f0000 0f0000')),
    chunk('VP8 ', Buffer.from('some dots')),
    chunk('EXIF', Buffer.from(SECRET)),
    chunk('XMP ', Buffer.from(SECRET)),
  ])
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(chunks.length + 4, 4)
  return Buffer.concat([head, chunks, Buffer.from(SECRET)])
}

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
