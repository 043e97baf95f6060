/** How phones and e-mails are compared without being kept: SHA-256 of their one true form, base64. */

/** null where the browser has no such means: on a page opened without https, other than on the machine itself. */
export async function sha256(text: string): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return btoa(String.fromCharCode(...bytes))
}

const OVERSEAS: [RegExp, string][] = [
  [/^0(262|263|692|693|639)/, '262'],
  [/^0(590|690|691)/, '590'],
  [/^0(594|694)/, '594'],
  [/^0(596|696|697)/, '596'],
]

/**
 * A number as it is typed at a French counter, to E.164; null when it is not whole. The server reads it again with
 * the full tables: this one only has to recognise who is already known.
 */
export function toE164(text: string): string | null {
  const plain = text.replace(/[\s.\-()/\u00a0\u202f]/g, '').replace(/^00/, '+')
  if (/^\+\d{8,15}$/.test(plain)) return plain.replace(/^\+330/, '+33')
  if (!/^0[1-9]\d{8}$/.test(plain)) return null
  const code = OVERSEAS.find(([range]) => range.test(plain))?.[1] ?? '33'
  return `+${code}${plain.slice(1)}`
}

export const isEmail = (text: string) => /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(text.trim())

/** Without accents, capitals and marks, so that « Élodie » is found by elodie. */
export const plainName = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim()
