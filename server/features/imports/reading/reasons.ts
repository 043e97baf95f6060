/** Why a row is refused or doubtful: a code for programs, a sentence in two languages for people. */
const NNBSP = '\u202F'

type Sentence = (value: string, column: string) => string
type Pair = { fr: Sentence; en: Sentence }

const q = (value: string) => `«${NNBSP}${shown(value)}${NNBSP}»`
const e = (value: string) => `“${shown(value)}”`

function shown(value: string): string {
  const plain = value.replace(/\s+/g, ' ').trim()
  return plain.length > 60 ? `${plain.slice(0, 57)}…` : plain
}

const at = (column: string) => ({
  fr: column ? ` (colonne ${q(column)})` : '',
  en: column ? ` (column ${e(column)})` : '',
})

function said(fr: (value: string) => string, en: (value: string) => string): Pair {
  return {
    fr: (value, column) => `${fr(value)}${at(column).fr}.`,
    en: (value, column) => `${en(value)}${at(column).en}.`,
  }
}

const SENTENCES = {
  too_few_fields: said(
    (v) => `Il manque des cases dans cette ligne${NNBSP}: ${v}`,
    (v) => `Some fields are missing in this row: ${v}`,
  ),
  too_many_fields: said(
    (v) => `Cette ligne a des cases en trop${NNBSP}: ${v}`,
    (v) => `This row has too many fields: ${v}`,
  ),
  line_too_long: said(
    () => 'Cette ligne est beaucoup trop longue',
    () => 'This line is far too long',
  ),
  repaired_row: said(
    () => 'Cette ligne était mal formée et a été remise en ordre, vérifiez-la',
    () => 'This row was malformed and was put in order, please check it',
  ),
  nothing_to_identify: said(
    () => 'Aucun nom, e-mail, téléphone ni numéro de carte',
    () => 'No name, e-mail, phone or card number',
  ),
  missing: said(
    () => 'Cette case est vide et il la faut',
    () => 'This field is empty and is needed',
  ),
  email_invalid: said(
    (v) => `${q(v)} n’est pas une adresse e-mail`,
    (v) => `${e(v)} is not an e-mail address`,
  ),
  email_typo: said(
    (v) => `Faute de frappe possible, vouliez-vous dire ${q(v)}${NNBSP}?`,
    (v) => `Possible typing slip, did you mean ${e(v)}?`,
  ),
  phone_invalid: said(
    (v) => `${q(v)} n’est pas un numéro de téléphone`,
    (v) => `${e(v)} is not a phone number`,
  ),
  phone_lossy: said(
    (v) => `${q(v)} a perdu des chiffres dans le tableur${NNBSP}: mettez la colonne au format texte`,
    (v) => `${e(v)} lost digits in the spreadsheet: format the column as text`,
  ),
  phone_short: said(
    (v) => `${q(v)} est un numéro court, il n’appartient à personne`,
    (v) => `${e(v)} is a short number and belongs to nobody`,
  ),
  phone_premium: said(
    (v) => `${q(v)} est un numéro surtaxé`,
    (v) => `${e(v)} is a premium-rate number`,
  ),
  phone_second: said(
    (v) => `Deux numéros dans la même case, le second est ${q(v)}`,
    (v) => `Two numbers in the same field, the second is ${e(v)}`,
  ),
  not_mobile: said(
    (v) => `${q(v)} n’est pas un mobile, il ne recevra pas de SMS`,
    (v) => `${e(v)} is not a mobile, it will get no text messages`,
  ),
  date_invalid: said(
    (v) => `${q(v)} n’est pas une date`,
    (v) => `${e(v)} is not a date`,
  ),
  date_impossible: said(
    (v) => `${q(v)} n’existe pas dans le calendrier`,
    (v) => `${e(v)} is not in the calendar`,
  ),
  date_doubtful: said(
    (v) => `${q(v)} peut se lire de deux façons (jour ou mois d’abord)`,
    (v) => `${e(v)} can be read in two ways (day or month first)`,
  ),
  date_future: said(
    (v) => `${q(v)} est dans le futur`,
    (v) => `${e(v)} is in the future`,
  ),
  date_dropped: said(
    (v) => `${q(v)} n’est pas une date, elle a été laissée vide`,
    (v) => `${e(v)} is not a date, it was left empty`,
  ),
  number_invalid: said(
    (v) => `${q(v)} n’est pas un nombre`,
    (v) => `${e(v)} is not a number`,
  ),
  number_doubtful: said(
    (v) => `${q(v)} peut se lire de deux façons (milliers ou décimales)`,
    (v) => `${e(v)} can be read in two ways (thousands or decimals)`,
  ),
  number_too_big: said(
    (v) => `${q(v)} est un nombre beaucoup trop grand`,
    (v) => `${e(v)} is far too big a number`,
  ),
  not_whole: said(
    (v) => `${q(v)} n’est pas un nombre entier`,
    (v) => `${e(v)} is not a whole number`,
  ),
  negative: said(
    (v) => `${q(v)} est négatif`,
    (v) => `${e(v)} is negative`,
  ),
  rounded: said(
    (v) => `${q(v)} a été arrondi au centime`,
    (v) => `${e(v)} was rounded to the cent`,
  ),
  total_differs: said(
    (v) => `Le total ${q(v)} ne correspond pas à la quantité et au prix`,
    (v) => `The total ${e(v)} does not match quantity and price`,
  ),
  postal_code_invalid: said(
    (v) => `${q(v)} n’est pas un code postal français`,
    (v) => `${e(v)} is not a French postal code`,
  ),
  postal_code_zero: said(
    (v) => `Le zéro perdu de ${q(v)} a été remis`,
    (v) => `The lost zero of ${e(v)} was put back`,
  ),
  name_doubtful: said(
    (v) => `Prénom et nom ont été devinés dans ${q(v)}`,
    (v) => `First and last name were guessed in ${e(v)}`,
  ),
  yes_no_invalid: said(
    (v) => `${q(v)} n’est ni oui ni non, compté comme non`,
    (v) => `${e(v)} is neither yes nor no, taken as no`,
  ),
  sku_lossy: said(
    (v) => `${q(v)} a perdu des chiffres dans le tableur${NNBSP}: mettez la colonne au format texte`,
    (v) => `${e(v)} lost digits in the spreadsheet: format the column as text`,
  ),
  barcode_invalid: said(
    (v) => `${q(v)} n’est pas un code-barres (chiffre de contrôle faux)`,
    (v) => `${e(v)} is not a barcode (wrong check digit)`,
  ),
  url_invalid: said(
    (v) => `${q(v)} n’est pas une adresse web`,
    (v) => `${e(v)} is not a web address`,
  ),
  too_long: said(
    (v) => `Le texte ${q(v)} est trop long`,
    (v) => `The text ${e(v)} is too long`,
  ),
} satisfies { [code: string]: Pair }

export type ReasonCode = keyof typeof SENTENCES
export type Reason = { code: ReasonCode; column: string; value: string; fr: string; en: string }

export function reason(code: ReasonCode, value = '', column = ''): Reason {
  const sentence: Pair = SENTENCES[code]
  return { code, column, value, fr: sentence.fr(value, column), en: sentence.en(value, column) }
}
