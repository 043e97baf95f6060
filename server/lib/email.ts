/**
 * E-mail addresses: cleaned, checked, and a likely typing slip proposed but never applied.
 * The part before the @ keeps its case (RFC 5321, 2.4); the domain is lower case.
 */
export type EmailReading =
  | { ok: true; email: string; others: string[]; suggestion: string | null }
  | { ok: false; why: 'empty' | 'not_an_email'; suggestion: string | null }

const TEXT_LENGTH_MAX = 400
const LOCAL =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uFFFF-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uFFFF-]+)*$/
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/
const NOTHING = /^(?:[-–—./?]+|n\/?a|aucun|néant|neant|non|pas de mail|null|sans|none|no)$/i

export function readEmail(text: string): EmailReading {
  const plain = text
    .slice(0, TEXT_LENGTH_MAX)
    .normalize('NFKC')
    .replace(/[\u200B-\u200F\u2060\uFEFF]/g, '')
    .trim()
  if (plain === '' || NOTHING.test(plain)) return { ok: false, why: 'empty', suggestion: null }
  const found = addressesIn(plain)
    .map(checked)
    .filter((email) => email !== null)
  const [email, ...others] = found
  if (!email) return { ok: false, why: 'not_an_email', suggestion: repaired(plain) }
  return { ok: true, email, others, suggestion: betterDomain(email) }
}

/** `Jean <jean@x.fr>`, `mailto:`, several addresses in one field. */
function addressesIn(plain: string): string[] {
  const inside = /<([^<>\s]+@[^<>\s]+)>/.exec(plain)?.[1]
  const bare = (inside ?? plain).replace(/^mailto:/i, '').replace(/\s*@\s*/g, '@')
  const pieces = bare.indexOf('@') === bare.lastIndexOf('@') ? [bare] : bare.split(/[\s;,/|]+/)
  return pieces.map((piece) => piece.replace(/^["'(<]+|["')>.,;]+$/g, ''))
}

function checked(address: string): string | null {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  if (at < 1 || local.length > 64 || !LOCAL.test(local)) return null
  const domain = asciiDomain(address.slice(at + 1))
  if (domain === null || domain.length > 253) return null
  const labels = domain.split('.')
  const last = labels.at(-1)!
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) return null
  return last.length >= 2 && !/^\d+$/.test(last) ? `${local}@${domain}` : null
}

function asciiDomain(domain: string): string | null {
  const lower = domain.toLowerCase()
  if (/^[a-z0-9.-]+$/.test(lower)) return lower
  if (/[\s/:@?#\\[\]%]/.test(lower)) return null
  return URL.canParse(`http://${lower}`) ? new URL(`http://${lower}`).hostname : null
}

/** Where nine French addresses in ten live. */
const FREQUENT = [
  'gmail.com',
  'orange.fr',
  'hotmail.fr',
  'hotmail.com',
  'wanadoo.fr',
  'free.fr',
  'yahoo.fr',
  'yahoo.com',
  'sfr.fr',
  'laposte.net',
  'outlook.fr',
  'outlook.com',
  'live.fr',
  'bbox.fr',
  'icloud.com',
  'neuf.fr',
  'aol.com',
  'msn.com',
  'numericable.fr',
  'club-internet.fr',
  'protonmail.com',
  'proton.me',
  'me.com',
  'gmx.fr',
  'gmx.com',
  'live.com',
]
/** One letter away from a frequent domain, and real. */
const REAL = new Set([
  'ymail.com',
  'mail.com',
  'email.com',
  'fre.fr',
  'gmx.net',
  'hotmail.it',
  'hotmail.de',
  'yahoo.it',
])

function betterDomain(email: string): string | null {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1)
  if (FREQUENT.includes(domain) || REAL.has(domain)) return null
  const [name, ending] = splitAtDot(domain)
  for (const frequent of FREQUENT) {
    const [known, known_ending] = splitAtDot(frequent)
    const slipped = ending === known_ending && name.length >= 4 && isOneSlip(name, known)
    const cut = name === known && known.length >= 4 && isOneSlip(ending, known_ending) && ending.length < 4
    if ((slipped && known.length >= 4) || (cut && !KNOWN_ENDINGS.has(ending)))
      return email.slice(0, at + 1) + frequent
  }
  return null
}

const KNOWN_ENDINGS = new Set([
  'com',
  'fr',
  'net',
  'org',
  'be',
  'ch',
  'ca',
  'de',
  'it',
  'es',
  'eu',
  'pt',
  'lu',
  'nl',
  'uk',
])

function splitAtDot(domain: string): [string, string] {
  const dot = domain.indexOf('.')
  return [domain.slice(0, dot), domain.slice(dot + 1)]
}

/** One letter added, left out, changed, or two neighbours exchanged. */
function isOneSlip(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from++
  const rest_a = a.slice(from)
  const rest_b = b.slice(from)
  if (rest_a.length === rest_b.length) {
    if (rest_a.slice(1) === rest_b.slice(1)) return true
    return rest_a[0] === rest_b[1] && rest_a[1] === rest_b[0] && rest_a.slice(2) === rest_b.slice(2)
  }
  return rest_a.length > rest_b.length ? rest_a.slice(1) === rest_b : rest_b.slice(1) === rest_a
}

/** A comma for a dot, a missing @ before a frequent domain: worth showing to a person. */
function repaired(plain: string): string | null {
  const dotted = checked(plain.replaceAll(',', '.').replace(/\s+/g, ''))
  if (dotted) return betterDomain(dotted) ?? dotted
  if (plain.includes('@')) return null
  const domain = FREQUENT.find((known) => plain.toLowerCase().endsWith(known) && plain.length > known.length)
  return domain ? checked(`${plain.slice(0, -domain.length).replace(/[.\s]$/, '')}@${domain}`) : null
}
