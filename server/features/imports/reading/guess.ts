/** What a column holds, when its header does not say: addresses, phones, dates of birth show themselves. */
import { readFrenchPostalCode } from '#lib/address.ts'
import { readPhones } from '#lib/phone.ts'
import { isBarcode } from './barcode.ts'
import { readDate } from './dates.ts'
import type { Field, ImportKind } from './fields.ts'
import { columnKind, kindOf } from './kinds.ts'

export type ContentGuess = { field: Field; confidence: number }

const MOST = 0.8

export function guessByContent(
  kind: ImportKind,
  cells: readonly string[],
  today: string,
): ContentGuess | null {
  const filled = cells.filter((cell) => cell.trim() !== '')
  if (filled.length === 0) return null
  const share = (test: (cell: string) => boolean) => filled.filter(test).length / filled.length
  if (share((cell) => kindOf(cell) === 'email') >= MOST)
    return kind === 'products' ? null : of(kind, 'email', 'customer_email', 0.98)
  if (share((cell) => kindOf(cell) === 'url') >= MOST)
    return kind === 'products' ? { field: 'photo_url', confidence: 0.7 } : null
  const general = columnKind(filled).kind
  if (general === 'date') return dates(kind, filled, today)
  if (share((cell) => isBarcode(cell)) >= MOST) return barcode(kind)
  const phones = filled.filter((cell) => looksLikePhone(cell)).map((cell) => readPhones(cell))
  if (kind !== 'products' && phones.filter((phone) => phone.ok).length >= filled.length * MOST) {
    const mobiles = phones.filter((phone) => phone.ok && phone.phones[0]!.type === 'mobile').length
    return of(kind, mobiles * 2 > phones.length ? 'mobile' : 'phone', 'customer_phone', 0.9)
  }
  if (kind !== 'customers') return null
  if (
    share((cell) => /^\s*\d{4,5}\s*$/.test(cell) && readFrenchPostalCode(cell) !== null) >= 0.95 &&
    new Set(filled).size > 1
  ) {
    return { field: 'postal_code', confidence: 0.7 }
  }
  if (share((cell) => /^\d{1,4}\s?(?:bis|ter|,)?\s+\p{L}/iu.test(cell.trim())) >= 0.7)
    return { field: 'address_line1', confidence: 0.8 }
  if (
    share((cell) => FIRST_NAMES.has(cell.trim().normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase())) >=
    0.3
  ) {
    return { field: 'first_name', confidence: 0.75 }
  }
  return null
}

function of(kind: ImportKind, for_customers: Field, for_sales: Field, confidence: number): ContentGuess {
  return { field: kind === 'sales' ? for_sales : for_customers, confidence }
}

function barcode(kind: ImportKind): ContentGuess | null {
  if (kind === 'products') return { field: 'barcode', confidence: 0.9 }
  return kind === 'customers' ? { field: 'card_number', confidence: 0.7 } : { field: 'sku', confidence: 0.7 }
}

/** People are born long ago; they come into the file lately. */
function dates(kind: ImportKind, filled: readonly string[], today: string): ContentGuess | null {
  if (kind === 'sales') return { field: 'occurred_at', confidence: 0.8 }
  if (kind === 'products') return null
  const this_year = Number(today.slice(0, 4))
  const years = filled.flatMap((cell) => {
    const reading = readDate(cell, { latest_year: this_year })
    return reading.ok ? [Number(reading.date.slice(0, 4))] : []
  })
  const old = years.filter((year) => this_year - year >= 16).length
  return old * 10 >= years.length * 8
    ? { field: 'birth_date', confidence: 0.85 }
    : { field: 'created_at', confidence: 0.6 }
}

function looksLikePhone(cell: string): boolean {
  const digits = cell.replace(/\D/g, '').length
  return digits >= 9 && digits <= 26
}

/**
 * Among the most given first names of the last century (Insee, fichier des prénoms): enough to know the
 * column.
 */
const FIRST_NAMES = new Set(
  (
    'marie jean pierre michel andre philippe nathalie isabelle alain patrick jacques catherine ' +
    'sylvie daniel christophe francoise martine bernard nicolas christine stephane julien sandrine ' +
    'valerie laurent frederic monique nicole celine thomas david sebastien olivier veronique julie ' +
    'eric claude jacqueline christian dominique guillaume camille lea manon emma lucas hugo louis ' +
    'jules chloe sarah laura pauline mathilde antoine alexandre maxime romain paul anne sophie ' +
    'virginie caroline emilie aurelie vincent francois helene claire brigitte jeanne louise alice ' +
    'lina gabriel raphael arthur adam nathan mohamed karim fatima ines jade rose ambre anna mila'
  ).split(' '),
)
