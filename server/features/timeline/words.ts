/** One sentence for each thing that happened between a shop and a person. */
import { formatMoney, type Language } from '../../lib/money.ts'
import { quoted, sayLoyalty } from './loyalty-words.ts'

export type Happening = { kind: string; payload: Record<string, any> }
export type Saying = {
  language: Language
  currency: string
  units: (unit: string, count: number) => string
  /** The name of a tier; null for none, or one that the programme no longer has. */
  tier?: (ladder_id: string, tier_id: string | null) => string | null
}

const CHANNELS: Record<string, [string, string]> = {
  email: ['e-mail', 'e-mail'],
  sms: ['SMS', 'text message'],
  phone: ['téléphone', 'telephone'],
  letter: ['courrier', 'post'],
  push: ['notification', 'notification'],
  tracking: ['mesure d’audience', 'measurement'],
}

const FIELDS: Record<string, [string, string]> = {
  first_name: ['prénom', 'first name'],
  last_name: ['nom', 'last name'],
  birth_date: ['date de naissance', 'birth date'],
  language: ['langue', 'language'],
  home_store_id: ['magasin', 'store'],
  address_line1: ['adresse', 'address'],
  address_line2: ['adresse', 'address'],
  postal_code: ['adresse', 'address'],
  city: ['adresse', 'address'],
  country: ['adresse', 'address'],
  emails: ['e-mail', 'e-mail'],
  phones: ['téléphone', 'phone'],
  card_number: ['numéro de carte', 'card number'],
  external_ids: ['numéro dans un autre logiciel', 'number in another system'],
  tags: ['étiquettes', 'tags'],
}

/** Told by itself, without a rule of the shop. */
const ALERTS: Record<string, [string, string]> = {
  shortfall_cents: ['bon donné hors ligne sans être couvert', 'voucher given offline without cover'],
  odd_same_card: ['carte beaucoup utilisée le même jour', 'card used often in one day'],
  odd_far_spending: [
    'dépense loin du magasin habituel après un changement de coordonnées',
    'spent far from the usual store after a change of contact details',
  ],
}

const MOVES: Record<string, [string, string]> = {
  earn: ['gagnés', 'earned'],
  mature: ['devenus utilisables', 'now usable'],
  spend: ['utilisés', 'spent'],
  restore: ['rendus', 'given back'],
  expire: ['expirés', 'expired'],
  reverse: ['repris après un retour', 'taken back after a return'],
  repay: ['retenus sur une dette', 'kept back for a debt'],
  owe: ['dus après un retour', 'owed after a return'],
  correct: ['corrigés à la main', 'corrected by hand'],
  merge: ['déplacés d’un compte à l’autre', 'moved between accounts'],
}

/** The sentence; an unknown kind is shown as it is named, rather than hidden. */
export function say(
  { kind, payload }: Happening,
  { language, currency, units, tier = () => null }: Saying,
): string {
  const [at, money] = [language === 'fr' ? 0 : 1, (cents: number) => formatMoney(cents, language, currency)]
  const pick = (table: Record<string, [string, string]>, key: string) => table[key]?.[at] ?? key
  const colon = language === 'fr' ? '\u202f:' : ':'
  const s: Record<string, () => [string, string]> = {
    sale: () => [`Achat de ${money(payload.total_cents)}`, `Sale of ${money(payload.total_cents)}`],
    return: () => [`Retour de ${money(payload.total_cents)}`, `Return of ${money(payload.total_cents)}`],
    points: () => {
      const sentence = `${units(payload.unit, payload.amount)} ${pick(MOVES, payload.move)}`
      return [sentence, sentence]
    },
    consent: () => {
      const by = pick(CHANNELS, payload.channel)
      return payload.given
        ? [`Accord donné pour recevoir les offres (${by})`, `Agreed to receive offers (${by})`]
        : [`Accord retiré ou refusé (${by})`, `Refused or withdrew (${by})`]
    },
    note: () => [`Note${colon} ${payload.text}`, `Note: ${payload.text}`],
    voucher: () => [`Reçoit ${quoted(payload.name, language)}`, `Given ${quoted(payload.name, language)}`],
    message: () => [
      `Message envoyé (${pick(CHANNELS, payload.channel)})${subject(payload, language)}`,
      `Message sent (${pick(CHANNELS, payload.channel)})${subject(payload, language)}`,
    ],
    'customer.created': () => ['Carte créée', 'Card created'],
    'customer.changed': () => {
      const fields = [...new Set((payload.fields as string[]).map((field) => pick(FIELDS, field)))].join(', ')
      return [`Fiche modifiée${colon} ${fields}`, `Record changed: ${fields}`]
    },
    'customer.left': () => ['A quitté le programme', 'Left the programme'],
    'household.joined': () => [
      'Partage désormais son compte avec son foyer',
      'Now shares an account with a household',
    ],
    'household.left': () => ['Ne partage plus son compte', 'No longer shares an account'],
    'spending.locked': () => [
      'Carte bloquée\u202f: rien ne peut y être dépensé',
      'Card locked: nothing can be spent from it',
    ],
    'spending.unlocked': () => ['Carte débloquée', 'Card unlocked'],
    'points.corrected': () => {
      const amount = units(payload.unit, Math.abs(payload.amount))
      return payload.amount > 0
        ? [
            `${amount} ajoutés à la main${colon} ${payload.reason}`,
            `${amount} added by hand: ${payload.reason}`,
          ]
        : [
            `${amount} retirés à la main${colon} ${payload.reason}`,
            `${amount} taken off by hand: ${payload.reason}`,
          ]
    },
    'correction.asked': () => [
      `Correction de ${units(payload.unit, payload.amount)} à approuver${colon} ${payload.reason}`,
      `Correction of ${units(payload.unit, payload.amount)} to approve: ${payload.reason}`,
    ],
    'correction.decided': () => {
      const said: Record<string, [string, string]> = {
        approved: ['Correction approuvée', 'Correction approved'],
        refused: ['Correction refusée', 'Correction refused'],
        lapsed: ['Correction restée sans réponse', 'Correction left without an answer'],
      }
      return said[payload.outcome] ?? said.lapsed!
    },
    'points.expiring': () => [
      `${units(payload.unit, payload.units)} bientôt perdus (dans ${payload.days_before} jours au plus)`,
      `${units(payload.unit, payload.units)} about to end (within ${payload.days_before} days)`,
    ],
    'customer.returned_to': () => ['Est revenu dans le programme', 'Came back to the programme'],
    'list.joined': () => [
      `Entre dans la liste ${quoted(payload.name, language)}`,
      `Joined the list ${quoted(payload.name, language)}`,
    ],
    'list.left': () => [
      `Sort de la liste ${quoted(payload.name, language)}`,
      `Left the list ${quoted(payload.name, language)}`,
    ],
    ...sayLoyalty(payload, { language, currency, units, tier }),
    'alert.raised': () => {
      const name = payload.name || pick(ALERTS, payload.measure)
      return [`Alerte${colon} ${name}`, `Alert: ${name}`]
    },
  }
  return s[kind]?.()[at] ?? kind
}

const subject = (payload: Record<string, any>, language: Language) =>
  payload.subject ? ` ${quoted(payload.subject, language)}` : ''

const CAUSES: Record<string, [string, string]> = {
  sale: ['achat', 'sale'],
  return: ['retour', 'return'],
  redemption: ['avantage pris', 'reward taken'],
  correction: ['correction à la main', 'correction by hand'],
  expiry: ['fin de validité', 'end of validity'],
  maturity: ['fin de l’attente', 'end of the waiting time'],
  activity: ['activité', 'activity'],
  import: ['reprise d’un fichier', 'taken over from a file'],
  hold: ['réserve de points', 'points set aside'],
  household: ['par quelqu’un qui partage votre compte', 'by somebody who shares your account'],
  merge: ['comptes réunis ou séparés', 'accounts joined or parted'],
}

/** « 12 points gagnés (achat) »: an entry of the statement. */
export function explainEntry(
  entry: { unit: string; amount: number; kind: string; cause_kind: string },
  { language, units }: Omit<Saying, 'currency'>,
): string {
  const at = language === 'fr' ? 0 : 1
  const [move, cause] = [
    MOVES[entry.kind]?.[at] ?? entry.kind,
    CAUSES[entry.cause_kind]?.[at] ?? entry.cause_kind,
  ]
  return `${units(entry.unit, entry.amount)} ${move} (${cause})`
}
