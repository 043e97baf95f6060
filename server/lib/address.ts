/** French postal addresses, tidied: postal codes, CEDEX, towns and lines. Nothing is looked up here. */
import { tidySpaces } from './names.ts'

export type PostalCode = {
  postal_code: string
  /** '2A', '2B', '75', '974': as Insee numbers departments. */
  department: string
  overseas: boolean
  /** The zero that a spreadsheet ate was put back: 1000 → 01000. */
  zero_restored: boolean
}

/** Null when it is not a French postal code (five digits, 01 to 98; La Poste). */
export function readFrenchPostalCode(text: string): PostalCode | null {
  const plain = text
    .slice(0, 40)
    .normalize('NFKC')
    .trim()
    .replace(/^F(?:R)?[-\s]*/i, '')
    .replace(/\.0$/, '')
  const digits = plain.replace(/[\s.]/g, '')
  if (!/^\d{4,5}$/.test(digits)) return null
  const postal_code = digits.padStart(5, '0')
  const department = departmentOf(postal_code)
  if (department === null) return null
  return {
    postal_code,
    department,
    overseas: department >= '97' && department.length === 3,
    zero_restored: digits.length === 4,
  }
}

function departmentOf(postal_code: string): string | null {
  const two = postal_code.slice(0, 2)
  if (two === '00' || two === '99' || two === '96') return null
  if (two === '20') return postal_code < '20200' ? '2A' : '2B'
  if (two === '97' || two === '98') return postal_code.slice(0, 3)
  return two
}

export type Town = { city: string; postal_code: string | null; cedex: string | null }

/** « 75334 PARIS CEDEX 07 » → Paris, 75334, CEDEX 07. */
export function readTown(text: string): Town {
  let rest = tidySpaces(text.normalize('NFKC'))
  const code = /^(?:F-?)?(\d{5})\s+(?=\D)/i.exec(rest) ?? /\s(\d{5})$/.exec(rest)
  if (code) rest = rest.replace(code[0], ' ').trim()
  const cedex = /\s+c[eé]dex\s*(\d{0,2})\s*$/i.exec(rest)
  if (cedex) rest = rest.slice(0, cedex.index)
  return { city: capitaliseTown(rest), postal_code: code?.[1] ?? null, cedex: cedex ? cedex[1]! : null }
}

const SMALL = new Set('sur sous les lès lez de des du d la le en et aux au à près devant l the of'.split(' '))

/** « ST GERMAIN EN LAYE » → « Saint Germain en Laye »; « LA ROCHELLE » keeps its first article's capital. */
export function capitaliseTown(town: string): string {
  const plain = tidySpaces(town)
    .replace(/\bs\/s\b/gi, 'sous')
    .replace(/\bs\/\s*/gi, 'sur ')
  const whole = plain
    .replace(/\bSTE(?=[\s-])\.?/gi, keepCase('Sainte'))
    .replace(/\bST\.?(?=[\s-])/gi, keepCase('Saint'))
  if (whole !== whole.toUpperCase() && whole !== whole.toLowerCase()) return whole
  let first = true
  return whole.toLowerCase().replace(/[\p{L}\d]+/gu, (word) => {
    const kept = !first && SMALL.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)
    first = false
    return kept
  })
}

function keepCase(word: string) {
  return (found: string) =>
    found === found.toUpperCase()
      ? word.toUpperCase()
      : found === found.toLowerCase()
        ? word.toLowerCase()
        : word
}

const WAYS = new Set(
  (
    'rue avenue av bd bld blvd boulevard place pl chemin che impasse imp allée allee all route rte ' +
    'quai cours square sq passage villa cité cite résidence residence rés res lotissement lot ' +
    'bâtiment batiment bat bât appartement appt apt étage etage bis ter lieu-dit chez zone za zi zac ' +
    'hameau montée sentier esplanade promenade rond-point voie faubourg fbg'
  ).split(' '),
)
const BOX = /^(?:bp|cs|tsa|cidex|ccial)$/

/** One line of an address: even spaces, no stray punctuation, no shouting; « N°12, » becomes « 12 ». */
export function tidyAddressLine(text: string): string {
  const plain = tidySpaces(text)
    .replace(/\s+,/g, ',')
    .replace(/,(?=\S)/g, ', ')
  const numbered = plain
    .replace(/^n\s*[°o]\s*(?=\d)/i, '')
    .replace(/^(\d+(?:\s?(?:bis|ter|[a-d]))?)\s*,\s*/i, '$1 ')
  if (numbered !== numbered.toUpperCase() || !/\p{L}/u.test(numbered)) return numbered
  return numbered.toLowerCase().replace(/[\p{L}\d-]+/gu, (word) => {
    if (BOX.test(word)) return word.toUpperCase()
    if (WAYS.has(word) || SMALL.has(word) || /^\d/.test(word)) return word
    return word.replace(/\p{L}+/gu, (part) => part.charAt(0).toUpperCase() + part.slice(1))
  })
}
