/** A receipt on paper and as text, for a till's printer and a mail without pictures. Pure: the till prints by it offline. */
import { formatMoney, formatNumber } from '../../lib/money.ts'
import type { Receipt } from './receipt.ts'

const WORDS = {
  fr: {
    receipt: 'Ticket',
    total: 'Total',
    discount: 'Remise',
    to_pay: 'À payer',
    earned: 'Gagné',
    later: 'bientôt disponible',
    left: 'reste',
    returned: 'Retour du',
    card: 'carte',
    thanks: 'Merci de votre visite.',
    means: {
      card: 'Carte bancaire',
      cash: 'Espèces',
      cheque: 'Chèque',
      transfer: 'Virement',
      exchange: 'Articles repris',
      other: 'Autre',
    } as Record<string, string>,
  },
  en: {
    receipt: 'Receipt',
    total: 'Total',
    discount: 'Discount',
    to_pay: 'To pay',
    earned: 'Earned',
    later: 'available soon',
    left: 'left',
    returned: 'Returned on',
    card: 'card',
    thanks: 'Thank you for your visit.',
    means: {
      card: 'Card',
      cash: 'Cash',
      cheque: 'Cheque',
      transfer: 'Transfer',
      exchange: 'Goods back',
      other: 'Other',
    } as Record<string, string>,
  },
}

export const receiptWords = (language: Receipt['language']) => WORDS[language]

export const meansInWords = (means: string, language: Receipt['language']) =>
  WORDS[language].means[means] ?? means

/** '2 × 12,50 €' or '1,25 × 3,00 €'; empty for a single piece, whose price is its amount. */
export function quantityInWords(line: Receipt['lines'][number], { language, currency }: Receipt): string {
  if (line.quantity_milli === 1000) return ''
  return `${formatNumber(line.quantity_milli / 1000, language)} × ${formatMoney(line.unit_price_cents, language, currency)}`
}

/** '22 nov. 2026, 14:30' on the wall clock of the store. */
export function instantInWords(
  at: Date | string,
  { language, time_zone }: Pick<Receipt, 'language' | 'time_zone'>,
): string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: time_zone,
  })
  return format.format(new Date(at))
}

/** '22 nov. 2026'. */
export function dayInWords(
  at: Date | string,
  { language, time_zone }: Pick<Receipt, 'language' | 'time_zone'>,
): string {
  return new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeZone: time_zone,
  }).format(new Date(at))
}

/** What was taken off a line: each promotion by its name, then the rest. */
export function reductionsOf(
  { gross_cents, total_cents, promotions = [] }: Receipt['lines'][number],
  language: Receipt['language'],
): { name: string; cents: number }[] {
  const named = promotions.map(({ name, discount_cents: cents }) => ({ name, cents }))
  const rest_cents = gross_cents - total_cents - named.reduce((sum, { cents }) => sum + cents, 0)
  return rest_cents > 0 ? [...named, { name: WORDS[language].discount, cents: rest_cents }] : named
}

/**
 * The receipt in lines of at most `width` characters (48, 42 and 32 are what printers have). Amounts stand at the right
 * edge; printers know no narrow no-break space, so plain ones are used.
 */
export function receiptText(receipt: Receipt, width: number): string {
  const { language, currency, store } = receipt
  const words = WORDS[language]
  const money = (cents: number) => formatMoney(cents, language, currency)
  const rule = '-'.repeat(width)
  const out: string[] = []
  const say = (text: string) => out.push(...wrap(text, width))
  const centre = (text: string) =>
    out.push(...wrap(text, width).map((line) => ' '.repeat((width - line.length) >> 1) + line))
  const amount = (label: string, cents: number) => out.push(...beside(label, money(cents), width))

  for (const line of [
    receipt.shop.name,
    store.name,
    ...store.address,
    store.phone,
    store.siret && `SIRET ${store.siret}`,
  ])
    if (line) centre(line)
  out.push(rule)
  say(instantInWords(receipt.occurred_at, receipt))
  if (receipt.receipt_number) say(`${words.receipt} ${receipt.receipt_number}`)
  out.push(rule)
  for (const line of receipt.lines) {
    const quantity = quantityInWords(line, receipt)
    amount(line.label, line.gross_cents)
    if (quantity) say(`  ${quantity}`)
    // A discount on the whole basket shows on each line it fell on, so that the lines add up to the total.
    for (const { name, cents } of reductionsOf(line, language)) amount(`  ${name}`, -cents)
  }
  out.push(rule)
  amount(words.total, receipt.total_cents)
  for (const { name, last4, used_cents, left_cents, kind } of receipt.vouchers) {
    if (kind !== 'gift_card') say(`${name} …${last4}`)
    else amount(`${name} …${last4}`, -used_cents)
    if (left_cents !== null) say(`  ${words.left} ${money(left_cents)}`)
  }
  if (receipt.to_pay_cents !== receipt.total_cents) amount(words.to_pay, receipt.to_pay_cents)
  for (const { means, amount_cents } of receipt.payments) amount(meansInWords(means, language), amount_cents)
  for (const { words: earned, pending } of receipt.earned)
    say(`${words.earned} : ${earned}${pending ? ` (${words.later})` : ''}`)
  for (const { occurred_at, total_cents, lines } of receipt.returns) {
    out.push(rule)
    amount(`${words.returned} ${dayInWords(occurred_at, receipt)}`, -total_cents)
    for (const { label, quantity_milli } of lines)
      say(`  ${formatNumber(quantity_milli / 1000, language)} × ${label}`)
  }
  out.push(rule)
  centre(words.thanks)
  return out.map((line) => line.replace(/[\u00a0\u202f]/g, ' ').trimEnd()).join('\n')
}

/** By words; a word longer than the paper is cut. The indent of the first line is kept by the others. */
function wrap(text: string, width: number): string[] {
  const indent = /^ */.exec(text)![0]
  const lines: string[] = []
  let line = ''
  for (const word of text.trim().split(/ +/)) {
    let rest = word
    if (line && line.length + 1 + rest.length <= width - indent.length) {
      line += ` ${rest}`
      continue
    }
    if (line) lines.push(line)
    while (rest.length > width - indent.length) {
      lines.push(rest.slice(0, width - indent.length))
      rest = rest.slice(width - indent.length)
    }
    line = rest
  }
  return [...lines, line].map((one) => indent + one)
}

function beside(label: string, amount: string, width: number): string[] {
  const lines = wrap(label, width - amount.length - 1)
  const first = lines[0] ?? ''
  return [first + ' '.repeat(width - first.length - amount.length) + amount, ...lines.slice(1)]
}
