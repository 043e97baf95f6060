/**
 * Which alphabet a file is written in. Spreadsheets rarely say; old tills write DOS or Macintosh letters.
 * UTF-8 proves itself by its own structure; the one-byte alphabets are told apart by which one gives
 * the letters that French is made of.
 */
import { isUtf8 } from 'node:buffer'

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh' | 'cp850'
export type DetectedEncoding = { encoding: Encoding; bom_bytes: number }

/** The upper half of code page 850, the DOS alphabet of western Europe (IBM, 1987). */
const CP850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤' +
  'ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0'

const decoders = new Map<Encoding, TextDecoder>()

export function decodeBytes(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'cp850') return decodeCp850(bytes)
  let decoder = decoders.get(encoding)
  if (!decoder) {
    decoder = new TextDecoder(encoding, { ignoreBOM: true })
    decoders.set(encoding, decoder)
  }
  return decoder.decode(bytes)
}

function decodeCp850(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : CP850[byte - 0x80]
  return text
}

/** `sample` is the beginning of the file; the cut at its end may fall inside a character. */
export function detectEncoding(sample: Uint8Array): DetectedEncoding {
  const [a, b, c] = sample
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bom_bytes: 3 }
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bom_bytes: 2 }
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bom_bytes: 2 }
  const wide = wideEncoding(sample)
  if (wide) return { encoding: wide, bom_bytes: 0 }
  if (isUtf8(withoutCutCharacter(sample))) return { encoding: 'utf-8', bom_bytes: 0 }
  const mixed = isMostlyUtf8(sample)
  return { encoding: mixed ? 'utf-8' : bestOneByteEncoding(sample), bom_bytes: 0 }
}

/** UTF-16 without a mark: nearly every other byte of western text is zero. */
function wideEncoding(sample: Uint8Array): Encoding | null {
  const looked_at = Math.min(sample.length & ~1, 2048)
  if (looked_at < 4) return null
  const zeros = [0, 0]
  for (let at = 0; at < looked_at; at++) if (sample[at] === 0) zeros[at & 1]!++
  const half = looked_at / 2
  if (zeros[1]! > half * 0.7 && zeros[0]! < half * 0.1) return 'utf-16le'
  if (zeros[0]! > half * 0.7 && zeros[1]! < half * 0.1) return 'utf-16be'
  return null
}

/** Files glued together: most accents are UTF-8's, and the lines that are not are read one by one. */
function isMostlyUtf8(sample: Uint8Array): boolean {
  let good = 0
  let bad = 0
  for (const [character] of decodeBytes(sample, 'utf-8').matchAll(/[^\0-\x7F]/gu)) {
    if (character === '\uFFFD') bad++
    else good++
  }
  return good > bad
}

function withoutCutCharacter(sample: Uint8Array): Uint8Array {
  let end = sample.length
  while (end > 0 && end > sample.length - 3 && (sample[end - 1]! & 0xc0) === 0x80) end--
  return end > 0 && sample[end - 1]! >= 0xc0 ? sample.subarray(0, end - 1) : sample
}

const USUAL = new Set('éèêëàâäîïôöùûüçœæÉÈÊÀÂÎÔÙÛÇŒñáíóúãõ€°«»’‘“”–—…\u00A0ºª²§£')

function bestOneByteEncoding(sample: Uint8Array): Encoding {
  const high = sample.filter((byte) => byte >= 0x80)
  let best: Encoding = 'windows-1252'
  let best_score = -1
  for (const encoding of ['windows-1252', 'cp850', 'macintosh'] as const) {
    let score = 0
    for (const character of decodeBytes(high, encoding)) if (USUAL.has(character)) score++
    // An exact tie goes to Windows, by far the most frequent.
    if (score > best_score) [best, best_score] = [encoding, score]
  }
  return best
}
