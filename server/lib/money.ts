/**
 * Money as whole cents: shared out without losing one, and written as the reader writes it. "Cents" are the
 * minor unit of the currency, whatever it is called and however many make one.
 */
import { assert } from './assert.ts'

export type Language = 'fr' | 'en'

const locales: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB' }

/**
 * Shares out a total by weights, to the cent (largest remainder; the earlier line wins a tie). Where the
 * total is at most the sum of the weights no share exceeds its weight, so a discount never makes a line
 * negative.
 */
export function apportion(total_cents: number, weights: number[]): number[] {
  assert(Number.isSafeInteger(total_cents), 'money is whole cents')
  assert(
    weights.every((w) => Number.isSafeInteger(w) && w >= 0),
    'weights are whole numbers, zero or more',
  )
  if (weights.length === 0) {
    assert(total_cents === 0, 'there is nothing to share a total over')
    return []
  }
  const all = weights.reduce((sum, w) => sum + w, 0)
  if (all === 0)
    return apportion(
      total_cents,
      weights.map(() => 1),
    )
  const sign = total_cents < 0 ? -1n : 1n
  const total = BigInt(total_cents) * sign
  const shares = weights.map((w, at) => {
    const product = total * BigInt(w)
    return { at, whole: product / BigInt(all), rest: product % BigInt(all) }
  })
  let missing = total - shares.reduce((sum, share) => sum + share.whole, 0n)
  for (const share of shares.toSorted((a, b) => (b.rest > a.rest ? 1 : b.rest < a.rest ? -1 : a.at - b.at))) {
    if (missing === 0n) break
    share.whole += 1n
    missing -= 1n
  }
  return shares.map((share) => Number(share.whole * sign))
}

const formats = new Map<string, Intl.NumberFormat>()

/** Making a format is a thousand times dearer than using it. */
function format(language: Language, name: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${name}`
  let known = formats.get(key)
  if (known === undefined) formats.set(key, (known = new Intl.NumberFormat(locales[language], options)))
  return known
}

/** '1 234,50 €', '£12.00', '￥500'. */
export function formatMoney(cents: number, language: Language, currency = 'EUR'): string {
  return inCurrency(format(language, currency, { style: 'currency', currency }), cents)
}

/** '20 €' and '20,50 €': the cents only where there are some, for sentences. */
export function formatMoneyShort(cents: number, language: Language, currency = 'EUR'): string {
  const short = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const
  return inCurrency(format(language, `${currency} short`, short), cents)
}

function inCurrency(numbers: Intl.NumberFormat, cents: number): string {
  return numbers.format(cents / 10 ** (numbers.resolvedOptions().maximumFractionDigits ?? 2))
}

/** '12 500'. */
export function formatNumber(value: number, language: Language): string {
  return format(language, 'number', {}).format(value)
}

/** 1250 basis points are '12,5 %'. */
export function formatPercent(basis_points: number, language: Language): string {
  return format(language, 'percent', { style: 'percent', maximumFractionDigits: 2 }).format(
    basis_points / 10_000,
  )
}
