/** Countries and languages as shops write them: names in French and English, codes, old abbreviations. */
const NAMES: { [code: string]: string } = {
  FR: 'france|france metropolitaine|f|fra',
  BE: 'belgique|belgium|b|bel',
  CH: 'suisse|switzerland|che',
  LU: 'luxembourg|l|lux',
  MC: 'monaco',
  AD: 'andorre|andorra',
  DE: 'allemagne|germany|deutschland|d|deu',
  ES: 'espagne|spain|esp',
  IT: 'italie|italy|ita',
  PT: 'portugal|prt',
  NL: 'pays bas|hollande|netherlands|nld',
  GB: 'royaume uni|angleterre|ecosse|united kingdom|uk|england|scotland|great britain|gbr',
  IE: 'irlande|ireland|eire|irl',
  AT: 'autriche|austria|aut',
  DK: 'danemark|denmark',
  SE: 'suede|sweden',
  NO: 'norvege|norway',
  FI: 'finlande|finland',
  PL: 'pologne|poland',
  RO: 'roumanie|romania',
  GR: 'grece|greece',
  CZ: 'tchequie|republique tcheque|czechia|czech republic',
  HU: 'hongrie|hungary',
  US: 'etats unis|etats unis d amerique|united states|united states of america|usa',
  CA: 'canada',
  MA: 'maroc|morocco',
  DZ: 'algerie|algeria',
  TN: 'tunisie|tunisia',
  SN: 'senegal',
  CI: 'cote d ivoire|ivory coast',
  CM: 'cameroun|cameroon',
  JP: 'japon|japan',
  CN: 'chine|china',
  RE: 'reunion|la reunion',
  GP: 'guadeloupe',
  MQ: 'martinique',
  GF: 'guyane|guyane francaise|french guiana',
  YT: 'mayotte',
  NC: 'nouvelle caledonie|new caledonia',
  PF: 'polynesie francaise|french polynesia|tahiti',
  PM: 'saint pierre et miquelon',
  BL: 'saint barthelemy',
  MF: 'saint martin',
}

const byName = new Map(
  Object.entries(NAMES).flatMap(([code, names]) => [
    [code.toLowerCase(), code] as const,
    ...names.split('|').map((name) => [name, code] as const),
  ]),
)

function plain(text: string): string {
  const letters = text.slice(0, 60).normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return letters.replace(/[^a-z]+/g, ' ').trim()
}

/** ISO 3166 code, or null when the text is no country we know. */
export function readCountry(text: string): string | null {
  return text === '' ? null : (byName.get(plain(text)) ?? null)
}

export function readLanguage(text: string): 'fr' | 'en' | null {
  const words = text === '' ? '' : plain(text)
  if (/^(?:fr|fra|fre|french|francais|francaise)\b/.test(words)) return 'fr'
  return /^(?:en|eng|english|anglais|anglaise)\b/.test(words) ? 'en' : null
}
