/**
 * The house mark, drawn twice from the same numbers: as SVG, and as PNG for the systems that ask for one.
 * An open ring, the C of the counter, and in its opening the point that the customer earns.
 */
import { crc32, deflateSync } from 'node:zlib'

const GREEN = [0x1f, 0x5c, 0x46] as const
const CREAM = [0xfb, 0xfa, 0xf7] as const
const CLAY = [0xe0, 0x80, 0x66] as const

/** On a square of 1: the ring's middle radius, half its stroke, half the angle of its opening, the dot. */
const RING = 0.235
const STROKE = 0.055
const OPENING = 0.72
const DOT = 0.07
const CORNER = 0.23

export type IconShape = 'rounded' | 'full'

export function iconSvg(shape: IconShape = 'rounded'): string {
  const [x, y] = [0.5 + RING * Math.cos(OPENING), 0.5 + RING * Math.sin(OPENING)].map((n) =>
    (n * 512).toFixed(1),
  )
  const top = (512 - Number(y)).toFixed(1)
  const rgb = (colour: readonly number[]) =>
    `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">',
    `<rect width="512" height="512" rx="${shape === 'rounded' ? CORNER * 512 : 0}" fill="${rgb(GREEN)}"/>`,
    `<path d="M${x} ${top}A${RING * 512} ${RING * 512} 0 1 0 ${x} ${y}" fill="none" stroke="${rgb(CREAM)}" ` +
      `stroke-width="${STROKE * 1024}" stroke-linecap="round"/>`,
    `<circle cx="${((0.5 + RING) * 512).toFixed(1)}" cy="256" r="${DOT * 512}" fill="${rgb(CLAY)}"/>`,
    '</svg>',
  ].join('')
}

/** How far outside the ring's stroke a point is; negative inside. */
function outsideRing(x: number, y: number): number {
  const angle = Math.abs(Math.atan2(y, x))
  if (angle >= OPENING) return Math.abs(Math.hypot(x, y) - RING) - STROKE
  const [endX, endY] = [RING * Math.cos(OPENING), RING * Math.sin(OPENING)]
  return Math.hypot(x - endX, Math.abs(y) - endY) - STROKE
}

function outsideSquare(x: number, y: number): number {
  const [dx, dy] = [Math.abs(x) - (0.5 - CORNER), Math.abs(y) - (0.5 - CORNER)]
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - CORNER
}

/** One chunk of a PNG file (W3C PNG, section 5.3). */
function chunk(name: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), body])
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(body.length)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([size, named, sum])
}

/** A square PNG with transparency, `size` pixels wide; edges are smoothed over one pixel. */
export function iconPng(size: number, shape: IconShape = 'rounded'): Buffer {
  const rows = Buffer.alloc(size * (size * 4 + 1))
  const cover = (distance: number) => Math.min(1, Math.max(0, 0.5 - distance * size))
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const [x, y] = [(column + 0.5) / size - 0.5, (row + 0.5) / size - 0.5]
      const [ring, dot] = [cover(outsideRing(x, y)), cover(Math.hypot(x - RING, y) - DOT)]
      const at = row * (size * 4 + 1) + 1 + column * 4
      for (let part = 0; part < 3; part++) {
        const beneath = GREEN[part]! * (1 - ring) + CREAM[part]! * ring
        rows[at + part] = Math.round(beneath * (1 - dot) + CLAY[part]! * dot)
      }
      rows[at + 3] = Math.round(255 * (shape === 'full' ? 1 : cover(outsideSquare(x, y))))
    }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(size, 0)
  header.writeUInt32BE(size, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
