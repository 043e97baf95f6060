/** Pictures for tests: small, whole, and telling what a picture should not tell. */
import { crc32, deflateSync } from 'node:zlib'

/** Latitude as a camera writes it, and what else must not stay. */
export const SECRET = 'GPS 45.4397 N 4.3872 E'

export const hex = (text: string) => Buffer.from(text.replace(/\s/g, ''), 'hex')
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

export function jpeg(orientation: number): Buffer {
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

export function webp(): Buffer {
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
