/**
 * Reads a picture by its bytes, never by its name, and writes it again without what it should not tell: where and with
 * what it was taken, comments, thumbnails, anything after its end. The dots themselves are copied as they are.
 */
export type Photo = {
  type: 'image/jpeg' | 'image/png' | 'image/webp'
  width: number
  height: number
  content: Buffer
}

/** Null is no picture that we know, or one that is cut short. */
export function readPhoto(bytes: Buffer): Photo | null {
  try {
    if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return readJpeg(bytes)
    if (bytes.subarray(0, 8).equals(PNG_MARK)) return readPng(bytes)
    if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
      return readWebp(bytes)
  } catch (error) {
    // A length that points past the end of the file.
    if (!(error instanceof RangeError)) throw error
  }
  return null
}

const isSize = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)

/** ISO/IEC 10918-1, annex B: segments, then coded data, up to the end-of-image mark. */
function readJpeg(bytes: Buffer): Photo | null {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let [at, width, height] = [2, 0, 0]
  for (;;) {
    if (bytes.readUInt8(at) !== 0xff) return null
    const marker = bytes.readUInt8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2))
      return width && height ? { type: 'image/jpeg', width, height, content: Buffer.concat(kept) } : null
    }
    const end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length) return null
    const segment = bytes.subarray(at, end)
    if (isSize(marker)) [height, width] = [segment.readUInt16BE(5), segment.readUInt16BE(7)]
    const turned = marker === 0xe1 ? orientationIn(segment) : 1
    if (turned !== 1) kept.push(orientationSegment(turned))
    else if (tellsNothing(marker, segment)) kept.push(segment)
    at = marker === 0xda ? endOfData(bytes, end) : end
    if (marker === 0xda) kept.push(bytes.subarray(end, at))
  }
}

/** JFIF (APP0), colour profiles (APP2) and Adobe's colour flag (APP14) are needed to show it; other notes are not. */
function tellsNothing(marker: number, segment: Buffer): boolean {
  if (marker === 0xfe) return false
  if (marker < 0xe0 || marker > 0xef) return true
  const name = segment.toString('latin1', 4, 16)
  return (
    (marker === 0xe0 && name.startsWith('JFIF')) ||
    (marker === 0xe2 && name.startsWith('ICC_PROFILE')) ||
    (marker === 0xee && name.startsWith('Adobe'))
  )
}

/** Inside coded data a mark is escaped by a zero, and restart marks are a part of it. */
function endOfData(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes.readUInt8(at + 1)
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  throw new RangeError('the picture has no end')
}

/** The first directory of Exif (CIPA DC-008): tag 0x0112 says how the camera was held. */
function orientationIn(segment: Buffer): number {
  if (segment.toString('latin1', 4, 10) !== 'Exif\0\0') return 1
  const tiff = segment.subarray(10)
  const little = tiff.toString('latin1', 0, 2) === 'II'
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at))
  const start = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4)
  for (let entry = 0; entry < short(start); entry++) {
    const at = start + 2 + entry * 12
    if (short(at) !== 0x0112) continue
    const value = short(at + 8)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** An Exif note that says how the picture is turned and nothing else; without it portraits would lie on their side. */
function orientationSegment(orientation: number): Buffer {
  const note = Buffer.from(
    'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100010000' + '00000000',
    'hex',
  )
  note.writeUInt16BE(orientation, 28)
  return note
}

const PNG_MARK = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const PNG_KEPT = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'pHYs',
])

/** ISO/IEC 15948: chunks with a length, a name and a check sum, up to IEND. Moving pictures become their first one. */
function readPng(bytes: Buffer): Photo | null {
  const kept: Buffer[] = [PNG_MARK]
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
  for (let at = 8; ;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    if (end > bytes.length) return null
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (PNG_KEPT.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND')
      return width && height ? { type: 'image/png', width, height, content: Buffer.concat(kept) } : null
    at = end
  }
}

const WEBP_KEPT = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

/** RFC 9649: chunks padded to even lengths; VP8X says which notes there are, so its flags change with them. */
function readWebp(bytes: Buffer): Photo | null {
  const kept: Buffer[] = []
  let [width, height] = [0, 0]
  const stop = 8 + bytes.readUInt32LE(4)
  for (let at = 12; at + 8 <= stop;) {
    const end = at + 8 + bytes.readUInt32LE(at + 4)
    if (end > bytes.length) return null
    const name = bytes.toString('latin1', at, at + 4)
    const chunk = Buffer.from(bytes.subarray(at, Math.min(end + (end % 2), bytes.length)))
    if (!width) [width, height] = webpSize(name, chunk)
    // Bits 3 and 2 of the flags announce Exif and XMP.
    if (name === 'VP8X') chunk.writeUInt8(chunk.readUInt8(8) & ~0x0c, 8)
    if (WEBP_KEPT.has(name)) kept.push(chunk)
    at = end + (end % 2)
  }
  if (!width || !height) return null
  const body = Buffer.concat(kept)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return { type: 'image/webp', width, height, content: Buffer.concat([head, body]) }
}

function webpSize(name: string, chunk: Buffer): [width: number, height: number] {
  if (name === 'VP8X') return [chunk.readUIntLE(12, 3) + 1, chunk.readUIntLE(15, 3) + 1]
  if (name === 'VP8 ') return [chunk.readUInt16LE(14) & 0x3fff, chunk.readUInt16LE(16) & 0x3fff]
  if (name !== 'VP8L') return [0, 0]
  const bits = chunk.readUInt32LE(9)
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
}
