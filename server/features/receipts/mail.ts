/** The receipt as a mail: inline styles, 600 pixels, nothing fetched from anywhere, readable on a dark ground. */
import { formatMoney, formatNumber } from '../../lib/money.ts'
import type { Receipt } from './receipt.ts'
import {
  dayInWords,
  instantInWords,
  meansInWords,
  quantityInWords,
  receiptText,
  reductionsOf,
  receiptWords,
} from './rules.ts'

const FONT = `font-family:Figtree,'Helvetica Neue',Helvetica,Arial,sans-serif`
const INK = '#1C2321'
const SOFT = '#59625E'
const GREEN = '#1F5C46'
const LINE = '#E4E1D8'

const escape = (text: string) =>
  text.replace(
    /[&<>"']/g,
    (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[letter]!,
  )

export function receiptMail(receipt: Receipt, url: string): { subject: string; text: string; html: string } {
  const { language, shop, total_cents, currency } = receipt
  const total = formatMoney(total_cents, language, currency)
  const subject =
    language === 'fr' ? `Votre ticket ${shop.name}\u202f: ${total}` : `Your ${shop.name} receipt: ${total}`
  const online = language === 'fr' ? 'Voir ce ticket en ligne' : 'See this receipt online'
  const why =
    language === 'fr'
      ? 'Vous recevez ce ticket parce que vous l’avez demandé en caisse. Votre adresse n’a servi qu’à cet envoi.'
      : 'You receive this receipt because you asked for it at the till. Your address was used for this only.'
  return {
    subject,
    text: `${receiptText(receipt, 48)}\n\n${online}\u202f:\n${url}\n\n${why}\n`,
    html: page(receipt, { url, online, why, subject }),
  }
}

type Around = { url: string; online: string; why: string; subject: string }

function page(receipt: Receipt, { url, online, why, subject }: Around): string {
  const { language, shop, store } = receipt
  const rows = [...lineRows(receipt), ...totalRows(receipt), ...returnRows(receipt)]
  const earned = receipt.earned
    .map(({ words, pending }) => escape(pending ? `${words} (${receiptWords(language).later})` : words))
    .join(', ')
  const address = [
    store.legal_name,
    ...store.address,
    store.phone,
    store.siret && `SIRET ${store.siret}`,
  ].filter((line) => !!line) as string[]
  // The white card has its own background and ink, so that a client that turns the page dark leaves it legible.
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escape(subject)}</title></head>
<body style="margin:0;padding:0;background:#FBFAF7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#FBFAF7"><tr><td align="center" style="padding:32px 12px">
<table role="presentation" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;background:#FFFFFF;border-radius:10px;${FONT};color:${INK}">
<tr><td style="padding:32px 32px 8px">
<div style="font-size:22px;line-height:28px;font-weight:700;color:${GREEN}">${escape(shop.name)}</div>
<div style="font-size:14px;line-height:22px;color:${SOFT}">${escape(store.name)} · ${escape(instantInWords(receipt.occurred_at, receipt))}${receipt.receipt_number ? ` · ${escape(receipt.receipt_number)}` : ''}</div>
</td></tr>
<tr><td style="padding:16px 32px"><table role="presentation" width="100%" cellpadding="0" cellspacing="0">${rows.join('')}</table></td></tr>
${earned && `<tr><td style="padding:0 32px 16px"><div style="background:#EAF2EE;color:${GREEN};border-radius:10px;padding:14px 18px;font-size:16px;line-height:24px;font-weight:600">${receiptWords(language).earned}${language === 'fr' ? '\u202f' : ''}: ${earned}</div></td></tr>`}
<tr><td style="padding:8px 32px 24px"><a href="${escape(url)}" style="font-size:16px;line-height:24px;color:${GREEN};font-weight:600">${online}</a></td></tr>
<tr><td style="padding:16px 32px 32px;border-top:1px solid ${LINE};font-size:13px;line-height:20px;color:${SOFT}">${address.map(escape).join('<br>')}<br><br>${escape(why)}</td></tr>
</table></td></tr></table></body></html>`
}

const CELL = 'padding:6px 0;font-size:16px;line-height:24px;vertical-align:top'

function row(label: string, amount: string, style = '', note = ''): string {
  const small = note && `<br><span style="font-size:14px;color:${SOFT}">${escape(note)}</span>`
  return `<tr><td style="${CELL};${style}">${escape(label)}${small}</td><td align="right" style="${CELL};white-space:nowrap;padding-left:16px;font-variant-numeric:tabular-nums;${style}">${escape(amount)}</td></tr>`
}

function lineRows(receipt: Receipt): string[] {
  const { language, currency } = receipt
  const money = (cents: number) => formatMoney(cents, language, currency)
  return receipt.lines.map((line) => {
    const notes = [
      quantityInWords(line, receipt),
      ...reductionsOf(line, language).map(({ name, cents }) => `${name} ${money(-cents)}`),
    ]
    return row(line.label, money(line.total_cents), '', notes.filter(Boolean).join(' · '))
  })
}

function totalRows(receipt: Receipt): string[] {
  const { language, currency, total_cents, to_pay_cents } = receipt
  const words = receiptWords(language)
  const money = (cents: number) => formatMoney(cents, language, currency)
  const strong = `border-top:2px solid ${INK};font-weight:700;font-size:20px;line-height:32px`
  const quiet = `color:${SOFT}`
  return [
    row(words.total, money(total_cents), strong),
    ...receipt.vouchers.map(({ name, last4, used_cents, left_cents, kind }) =>
      row(
        `${name} …${last4}`,
        kind === 'gift_card' ? money(-used_cents) : '',
        quiet,
        left_cents === null ? '' : `${words.left} ${money(left_cents)}`,
      ),
    ),
    ...(to_pay_cents === total_cents ? [] : [row(words.to_pay, money(to_pay_cents), 'font-weight:700')]),
    ...receipt.payments.map(({ means, amount_cents }) =>
      row(meansInWords(means, language), money(amount_cents), quiet),
    ),
  ]
}

function returnRows(receipt: Receipt): string[] {
  const { language, currency } = receipt
  return receipt.returns.map(({ occurred_at, total_cents, lines }) => {
    const what = lines
      .map(({ label, quantity_milli }) => `${formatNumber(quantity_milli / 1000, language)} × ${label}`)
      .join(', ')
    const label = `${receiptWords(language).returned} ${dayInWords(occurred_at, receipt)}`
    return row(label, formatMoney(-total_cents, language, currency), `border-top:1px solid ${LINE}`, what)
  })
}
