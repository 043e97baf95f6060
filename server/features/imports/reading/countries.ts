/** Countries and languages as shops write them: names in French and English, codes, old abbreviations. */
const CODES =
  'FR BE CH LU MC DE ES IT GB IE NL PT US CA AT DK SE NO FI PL RO MA DZ TN SN CI AD GR CZ HU JP CN RE GP MQ GF YT NC PF PM BL MF'.split(
    ' ',
  )
const OTHER_NAMES: { [name: string]: string } = {
  uk: 'GB',
  'royaume uni': 'GB',
  angleterre: 'GB',
  england: 'GB',
  'great britain': 'GB',
  scotland: 'GB',
  usa: 'US',
  'etats unis d amerique': 'US',
  'etats unis': 'US',
  'united states of america': 'US',
  hollande: 'NL',
  'la reunion': 'RE',
  'france metropolitaine': 'FR',
  f: 'FR',
  fra: 'FR',
  b: 'BE',
  bel: 'BE',
  d: 'DE',
  deu: 'DE',
  esp: 'ES',
  ita: 'IT',
  gbr: 'GB',
  eire: 'IE',
}

const byName = new Map<string, string>(Object.entries(OTHER_NAMES))
for (const language of ['fr', 'en']) {
  const names = new Intl.DisplayNames([language], { type: 'region' })
  for (const code of CODES) byName.set(plain(names.of(code) ?? code), code)
}

function plain(text: string): string {
  return text
    .slice(0, 60)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim()
}

/** ISO 3166 code, or null when the text is no country we know. */
export function readCountry(text: string): string | null {
  const words = plain(text)
  if (words === '') return null
  const code = words.toUpperCase()
  return byName.get(words) ?? (code.length === 2 && CODES.includes(code) ? code : null)
}

export function readLanguage(text: string): 'fr' | 'en' | null {
  const words = plain(text)
  if (/^(?:fr|fra|fre|french|francais|francaise)\b/.test(words)) return 'fr'
  return /^(?:en|eng|english|anglais|anglaise)\b/.test(words) ? 'en' : null
}
