/** The pictures that a pass must have: a card in the shop's colour, drawn here, since a logo may be of any kind and size. */
import { crc32, deflateSync } from 'node:zlib'

type Rgb = [number, number, number]

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as Rgb

/** A square of `side` points; the card takes the middle of it. */
export function cardIcon(side: number, colour: string, ink: string): Buffer {
  const [ground, drawn] = [rgb(colour), rgb(ink)]
  const pixels = Buffer.alloc(side * (side * 4 + 1))
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const share = coverage(x, y, side)
      const at = y * (side * 4 + 1) + 1 + x * 4
      for (let part = 0; part < 3; part++)
        pixels[at + part] = Math.round(ground[part]! + (drawn[part]! - ground[part]!) * share)
      pixels[at + 3] = 255
    }
  return png(side, pixels)
}

const SAMPLES = [1 / 8, 3 / 8, 5 / 8, 7 / 8]

/** How much of a point is covered by the card, of sixteen places in it: its edges are smooth. */
function coverage(x: number, y: number, side: number): number {
  let inside = 0
  for (const dx of SAMPLES) for (const dy of SAMPLES) if (isInk((x + dx) / side, (y + dy) / side)) inside++
  return inside / SAMPLES.length ** 2
}

function isInk(x: number, y: number): boolean {
  if (!inRounded(x, y, { left: 0.18, top: 0.28, right: 0.82, bottom: 0.72 }, 0.07)) return false
  const stripe = y > 0.39 && y < 0.47
  const number = inRounded(x, y, { left: 0.27, top: 0.57, right: 0.5, bottom: 0.63 }, 0.03)
  return !stripe && !number
}

type Box = { left: number; top: number; right: number; bottom: number }

function inRounded(x: number, y: number, { left, top, right, bottom }: Box, radius: number): boolean {
  if (x < left || x > right || y < top || y > bottom) return false
  const dx = Math.max(left + radius - x, x - (right - radius), 0)
  const dy = Math.max(top + radius - y, y - (bottom - radius), 0)
  return dx * dx + dy * dy <= radius * radius
}

function png(side: number, pixels: Buffer): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  // Eight bits of red, green, blue and opacity.
  head.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'ascii'), body])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
