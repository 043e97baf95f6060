/** The customers of the demo: who they are, when they took their card, and how often they come. */
import { checkDigit } from '../../server/features/customers/card-number.ts'
import { isoDate, startOfLocalDay } from '../../server/lib/time.ts'
import { address, emailOf, homePhone, mobilePhone, namedPerson } from './names.ts'
import type { Random } from './random.ts'
import { momentIn } from './opening.ts'
import type { Shop } from './shop.ts'

export type Rhythm = 'regular' | 'occasional' | 'faded' | 'once' | 'card_only'

export type DemoPerson = {
  customer_id: string
  first_name: string
  last_name: string
  birth_date: string | null
  emails: string[]
  phones: string[]
  address: { line1: string; postal_code: string; city: string; country: string } | null
  card_number: string
  home: number
  tags: string[]
  consents: ('email' | 'sms')[]
  rhythm: Rhythm
  /** Brought in from the card index of before, on the programme's first day. */
  from_old_file: boolean
  joined_day: number
  joined_at: Date
  /** Visits expected on an ordinary open day. */
  rate: number
  /** From this day on they come no more. */
  until_day: number
  tastes: string[]
}

/** 46 % come now and then: that is how a clothes shop lives. */
const RHYTHMS: [Rhythm, weight: number][] = [
  ['regular', 17],
  ['occasional', 36],
  ['faded', 17],
  ['once', 21],
  ['card_only', 9],
]
/** Ordinary open days between two visits. */
const DAYS_BETWEEN: Record<Rhythm, [from: number, to: number]> = {
  regular: [16, 38],
  occasional: [60, 150],
  faded: [25, 80],
  once: [1, 1],
  card_only: [1, 1],
}
const TASTES = [
  'Robes',
  'Hauts',
  'Mailles',
  'Pantalons',
  'Accessoires',
  'Bijoux',
  'Manteaux et vestes',
  'Chaussures',
]
const TAGS = [
  'Grande taille',
  'Cérémonie',
  'Retouches',
  'Matières naturelles',
  'Pour offrir',
  'Rendez-vous conseil',
]

export function makePeople(shop: Shop, count: number): DemoPerson[] {
  const random = shop.random.branch('people')
  const cards = new Set<string>()
  const emails = new Set<string>()
  return Array.from({ length: count }, (_, nth) => {
    const person = makePerson(shop, random.branch(`person ${nth}`), nth, count)
    while (cards.has(person.card_number)) person.card_number = cardNumber(random)
    cards.add(person.card_number)
    // Nobody is asked twice whether she is somebody else: that would need a seller's eye.
    person.emails = person.emails.filter((email) => !emails.has(email))
    for (const email of person.emails) emails.add(email)
    return person
  })
    .filter(({ joined_at }) => joined_at < shop.now)
    .toSorted((a, b) => a.joined_at.getTime() - b.joined_at.getTime())
}

function makePerson(shop: Shop, random: Random, nth: number, count: number): DemoPerson {
  const { first_day, today, open_days } = shop
  const rhythm = random.weigh(RHYTHMS)
  const from_old_file = nth < count * 0.34 && rhythm !== 'card_only'
  // More cards are taken as the programme is known; whoever faded had time to.
  const share = random.next() ** 0.8
  const latest = rhythm === 'faded' ? open_days.length * 0.7 : open_days.length - 1
  const joined_day = from_old_file ? first_day : open_days[Math.floor(share * latest)]!.day
  const home = random.chance(0.6) ? 0 : 1
  const joined_at = from_old_file
    ? new Date(startOfLocalDay(joined_day, shop.time_zone) + 8 * 3_600_000)
    : momentIn(shop, joined_day, home, random)
  const name = namedPerson(random)
  const mobile = random.chance(0.86)
  const has_email = random.chance(name.birth_year < 1950 ? 0.35 : 0.78)
  const [fastest, slowest] = DAYS_BETWEEN[rhythm]
  const consents = (['email', 'sms'] as const).filter(
    (channel) => (channel === 'email' ? has_email : mobile) && random.chance(0.58),
  )
  return {
    customer_id: random.id(joined_at.getTime()),
    first_name: name.first_name,
    last_name: name.last_name,
    birth_date: random.chance(0.55) ? birthDate(random, name.birth_year) : null,
    emails: has_email ? [emailOf(name, random)] : [],
    phones: mobile ? [mobilePhone(nth * 7 + 13)] : random.chance(0.6) ? [homePhone(random)] : [],
    address: random.chance(0.5) ? address(random) : null,
    card_number: cardNumber(random),
    home,
    tags: random.chance(0.14) ? [random.pick(TAGS)] : [],
    consents,
    rhythm,
    from_old_file,
    joined_day,
    joined_at,
    rate: rhythm === 'card_only' || rhythm === 'once' ? 0 : 1 / random.between(fastest, slowest),
    until_day: rhythm === 'faded' ? joined_day + random.between(90, 420) : today + 1,
    tastes: [random.pick(TASTES), random.pick(TASTES)],
  }
}

const birthDate = (random: Random, year: number) =>
  isoDate(Math.floor(Date.UTC(year, 0, 1) / 86_400_000) + random.between(0, 364))

function cardNumber(random: Random): string {
  const twelve = `21${Array.from({ length: 10 }, () => random.between(0, 9)).join('')}`
  return `${twelve}${checkDigit(twelve)}`
}
