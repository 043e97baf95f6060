/** An Apple pass of the kind `storeCard`, before it is signed: pass.json and its pictures. Pure. */
import { inkOn, readable } from '../links/colours.ts'
import { cardIcon } from './icons.ts'
import { codeText, openWord, withLink, type Face } from './rules.ts'

export type Serial = {
  pass_id: string
  pass_type: string
  team: string
  token: string
  /** null where the install is not reached by https: phones then keep what they have. */
  service_url: string | null
}

type Field = { key: string; label: string; value: string; attributedValue?: string; changeMessage?: string }

const NEWS = {
  fr: { balance: 'Votre solde : %@', vouchers: 'Vous avez %@ à utiliser' },
  en: { balance: 'Your balance: %@', vouchers: 'You have %@ to use' },
}

export function applePass(face: Face, serial: Serial): { pass: object; files: Record<string, Buffer> } {
  const { language, colour, card_number } = face
  const ink = inkOn(colour)
  const news = NEWS[language]
  const field = (key: string, words: { label: string; value: string } | null, changeMessage?: string) =>
    words ? [{ key, ...words, ...(changeMessage && { changeMessage }) } satisfies Field] : []
  const pass = {
    formatVersion: 1,
    passTypeIdentifier: serial.pass_type,
    teamIdentifier: serial.team,
    serialNumber: serial.pass_id,
    organizationName: face.shop,
    description: face.title,
    logoText: face.shop,
    backgroundColor: rgbText(colour),
    foregroundColor: rgbText(ink),
    labelColor: rgbText(readable(ink, colour)),
    sharingProhibited: true,
    ...(face.void && { voided: true }),
    ...(serial.service_url && { webServiceURL: serial.service_url, authenticationToken: serial.token }),
    ...(card_number && {
      barcodes: [
        {
          format: 'PKBarcodeFormatQR',
          message: codeText(card_number),
          messageEncoding: 'iso-8859-1',
          altText: face.card_number_grouped ?? card_number,
        },
      ],
    }),
    storeCard: {
      headerFields: field('balance', face.balance, news.balance),
      primaryFields: [],
      secondaryFields: [...field('next', face.next), ...field('vouchers', face.vouchers, news.vouchers)],
      auxiliaryFields: [
        ...field('holder', face.holder),
        ...field('tier', face.tier),
        ...face.others.flatMap((one, at) => field(`balance_${at + 2}`, one)),
      ],
      backFields: [messageField(face), ...face.back.flatMap((one, at) => field(`back_${at + 1}`, one))],
    },
  }
  const icon = (side: number) => cardIcon(side, colour, ink)
  const files = {
    'icon.png': icon(29),
    'icon@2x.png': icon(58),
    'icon@3x.png': icon(87),
    'logo.png': icon(50),
    'logo@2x.png': icon(100),
    'logo@3x.png': icon(150),
  }
  return { pass, files }
}

/** A phone shows the words when they change; that they ended is told to nobody. */
function messageField({ message, language }: Face): Field {
  const { label, value, url, is_news } = message
  return {
    key: 'message',
    label,
    value,
    ...(url !== null && { attributedValue: withLink(value, url, openWord(language)) }),
    ...(is_news && { changeMessage: '%@' }),
  }
}

const rgbText = (hex: string) =>
  `rgb(${[1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ')})`
