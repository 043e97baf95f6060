/** The loyalty class of a shop and the loyalty object of a card, as Google Wallet takes them. Pure. */
import { codeText, withLink, type Face } from './rules.ts'

export const classId = (issuer: string, tenant_id: string) => `${issuer}.shop-${tenant_id}`
export const objectId = (issuer: string, pass_id: string) => `${issuer}.card-${pass_id}`

/** `logo_url` is shown round: the icon of the card's own app serves where the shop has none. */
export function loyaltyClass(
  face: Face,
  { issuer, tenant_id, logo_url }: { issuer: string; tenant_id: string; logo_url: string },
) {
  return {
    id: classId(issuer, tenant_id),
    issuerName: face.shop.slice(0, 20),
    programName: face.title,
    hexBackgroundColor: face.colour,
    reviewStatus: 'UNDER_REVIEW',
    programLogo: {
      sourceUri: { uri: logo_url },
      contentDescription: { defaultValue: { language: face.language, value: face.shop } },
    },
  }
}

const STATES = { left: 'EXPIRED', locked: 'INACTIVE' } as const

export function loyaltyObject(
  face: Face,
  { issuer, tenant_id, pass_id }: { issuer: string; tenant_id: string; pass_id: string },
) {
  const { card_number, balance, vouchers, next, holder } = face
  const module = (id: string, words: { label: string; value: string }) => ({
    id,
    header: words.label,
    body: words.value,
  })
  return {
    id: objectId(issuer, pass_id),
    classId: classId(issuer, tenant_id),
    state: face.void ? STATES[face.void] : 'ACTIVE',
    accountId: face.card_number_grouped ?? '–',
    accountName: holder?.value.slice(0, 20) ?? '–',
    loyaltyPoints: points(balance),
    secondaryLoyaltyPoints: points(vouchers),
    textModulesData: [
      ...(next ? [module('next', next)] : []),
      ...(face.tier ? [module('tier', face.tier)] : []),
      ...face.others.map((one, at) => module(`balance_${at + 2}`, one)),
      ...face.back.map((one, at) => module(`back_${at + 1}`, one)),
    ],
    // Nothing of a person stays on the card of whoever left, nor what was said to them.
    ...(face.void === 'left' && { messages: [] }),
    barcode: card_number
      ? {
          type: 'QR_CODE',
          value: codeText(card_number),
          alternateText: face.card_number_grouped ?? card_number,
        }
      : null,
  }
}

const points = (words: { label: string; value: string } | null) =>
  words && { label: words.label, balance: { string: words.value } }

/** `until`: Google takes the words off the card by itself. */
export type Said = {
  id: string
  title: string
  body: string
  url: string | null
  until: Date
  /** Whether the phone rings. */
  aloud: boolean
}

export const messageOf = ({ id, title, body, url, until, aloud }: Said) => ({
  message: {
    id,
    header: title,
    body: withLink(body, url),
    displayInterval: { end: { date: until.toISOString() } },
    messageType: aloud ? 'TEXT_AND_NOTIFY' : 'TEXT',
  },
})

/** Rings the phone; the same change asked for again has the same id, and rings once. */
export const newsOf = (face: Face, headline: string, id: string) => ({
  message: { id, header: face.shop, body: headline, messageType: 'TEXT_AND_NOTIFY' },
})
