/** What a card in a phone's wallet shows, and when it is news. Pure. */

type Words = { label: string; value: string }

/** Why a pass is void: its holder left, or nothing may be spent with it. */
type Void = 'left' | 'locked'

export type Face = {
  language: 'fr' | 'en'
  shop: string
  colour: string
  title: string
  void: Void | null
  holder: Words | null
  /** The first unit of the programme: always seen, even in a pile of passes. */
  balance: Words | null
  others: Words[]
  next: Words | null
  vouchers: Words | null
  tier: Words | null
  card_number: string | null
  card_number_grouped: string | null
  /** What the shop says besides, on Apple's pass: its field is always there, so that the phone sees it change. */
  message: { label: string; value: string; url: string | null; is_news: boolean }
  back: Words[]
}

/** Of the answer that the card's own screen shows, as far as it is needed here. */
export type CardShown = {
  tenant: { name: string; theme: unknown }
  first_name: string | null
  card_number: string | null
  card_number_grouped: string | null
  programme: { name: string; sentences: string[] } | null
  accounts: { unit: string; words: string; expiring: { words: string; expires_at: Date }[] }[]
  next_reward: { name: string; missing_words: string } | null
  vouchers: { usable_now: boolean }[]
  tiers: { tier: { name: string } | null }[]
}

const WORDS = {
  fr: {
    title: (shop: string) => `Carte de fidélité ${shop}`,
    balance: 'Solde',
    missing: (units: string) => `encore ${units}`,
    vouchers: 'À utiliser',
    voucher: (count: number) => (count > 1 ? `${count} bons` : `${count} bon`),
    holder: 'Carte de',
    tier: 'Statut',
    programme: 'Le programme',
    expiring: 'Bientôt perdu',
    expires: (units: string, day: string) => `${units} jusqu’au ${day}`,
    card: 'Votre carte en ligne',
    left: 'Cette carte est fermée.',
    locked: 'Cette carte est verrouillée : rien ne peut être dépensé avec elle.',
    standing: 'Carte',
    message: 'Message de la boutique',
    no_message: 'Aucun message pour le moment.',
    open: 'En savoir plus',
  },
  en: {
    title: (shop: string) => `${shop} loyalty card`,
    balance: 'Balance',
    missing: (units: string) => `${units} to go`,
    vouchers: 'To use',
    voucher: (count: number) => (count === 1 ? `${count} voucher` : `${count} vouchers`),
    holder: 'Card of',
    tier: 'Status',
    programme: 'The programme',
    expiring: 'About to end',
    expires: (units: string, day: string) => `${units} until ${day}`,
    card: 'Your card online',
    left: 'This card is closed.',
    locked: 'This card is locked: nothing can be spent with it.',
    standing: 'Card',
    message: 'Message from the shop',
    no_message: 'No message at the moment.',
    open: 'Find out more',
  },
}

const GREEN = '#1f5c46'

export const colourOf = (theme: unknown): string => {
  const primary = (theme as { primary?: unknown } | null)?.primary
  return typeof primary === 'string' && /^#[0-9a-fA-F]{6}$/.test(primary) ? primary.toLowerCase() : GREEN
}

type Around = {
  language: 'fr' | 'en'
  locked: boolean
  time_zone: string
  card_url: string
  message: { title: string; body: string; url: string | null } | null
}

export function faceOf(card: CardShown, { language, locked, time_zone, card_url, message }: Around): Face {
  const words = WORDS[language]
  const shop = card.tenant.name
  const [first, ...others] = card.accounts
  const usable = card.vouchers.filter(({ usable_now }) => usable_now).length
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: time_zone })
  const tier = card.tiers.find((one) => one.tier !== null)?.tier
  const expiring = card.accounts.flatMap((account) => account.expiring).slice(0, 3)
  return {
    language,
    shop,
    colour: colourOf(card.tenant.theme),
    title: words.title(shop),
    void: locked ? 'locked' : null,
    holder: card.first_name ? { label: words.holder, value: card.first_name } : null,
    balance: first ? { label: words.balance, value: first.words } : null,
    others: others.slice(0, 2).map((account) => ({ label: words.balance, value: account.words })),
    next: card.next_reward && {
      label: card.next_reward.name,
      value: words.missing(card.next_reward.missing_words),
    },
    vouchers: usable > 0 ? { label: words.vouchers, value: words.voucher(usable) } : null,
    tier: tier ? { label: words.tier, value: tier.name } : null,
    card_number: card.card_number,
    card_number_grouped: card.card_number_grouped,
    message: messageShown(language, message),
    back: [
      ...(locked ? [{ label: words.standing, value: words.locked }] : []),
      ...expiring.map((one) => ({
        label: words.expiring,
        value: words.expires(one.words, day.format(one.expires_at)),
      })),
      ...(card.programme
        ? [{ label: words.programme, value: [card.programme.name, ...card.programme.sentences].join('\n') }]
        : []),
      { label: words.card, value: card_url },
    ],
  }
}

function messageShown(language: 'fr' | 'en', message: Around['message']): Face['message'] {
  const { message: label, no_message } = WORDS[language]
  if (!message) return { label, value: no_message, url: null, is_news: false }
  const value = [message.title, message.body].filter((part) => part.trim() !== '').join('\n')
  return { label, value, url: message.url, is_news: true }
}

/** Of a card whose holder left or was erased: nothing of a person stays on it. */
export function voidFace(shop: { name: string; theme: unknown }, language: 'fr' | 'en'): Face {
  const words = WORDS[language]
  return {
    language,
    shop: shop.name,
    colour: colourOf(shop.theme),
    title: words.title(shop.name),
    void: 'left',
    holder: null,
    balance: null,
    others: [],
    next: null,
    vouchers: null,
    tier: null,
    card_number: null,
    card_number_grouped: null,
    message: messageShown(language, null),
    back: [{ label: words.standing, value: words.left }],
  }
}

/** What is worth a sound: the balance and what can be used. A new name is not. */
export const headlineOf = (face: Face): string =>
  face.void ? '' : [face.balance, face.vouchers].flatMap((one) => (one ? [one.value] : [])).join(' · ')

/** As the till reads it: a number of thirteen figures by itself, any other said to be a card's. */
export const codeText = (card_number: string) =>
  /^2\d{12}$/.test(card_number) ? card_number : `carte:${card_number}`

/** Wallets know one tag only, that of a link. The words are somebody's: nothing in them is one. */
export function withLink(text: string, url: string | null, label = url): string {
  const plain = (words: string) =>
    words.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign]!)
  return url === null ? plain(text) : `${plain(text)}\n<a href="${plain(url)}">${plain(label!)}</a>`
}

export const openWord = (language: 'fr' | 'en') => WORDS[language].open

/** How long telling is left to whoever has begun it. */
export const LEASE_MS = 5 * 60_000
const STANDS_DAYS = 7

/** Until the sale is over to which it invites, until it is of no use, or for a week. */
export const standsUntil = (
  { sale_end, useful_until }: { sale_end: Date | null; useful_until: Date | null },
  now: Date,
): Date => sale_end ?? useful_until ?? new Date(now.getTime() + STANDS_DAYS * DAY_MS)

const NOTICES_A_DAY = 3
const DAY_MS = 86_400_000

/** Google lets a pass ring three times in 24 hours; later changes come without a sound. */
export function noticesAfter(noticed_at: Date[], now: Date): { rings: boolean; noticed_at: Date[] } {
  const recent = noticed_at.filter((at) => now.getTime() - at.getTime() < DAY_MS)
  return recent.length < NOTICES_A_DAY
    ? { rings: true, noticed_at: [...recent, now] }
    : { rings: false, noticed_at: recent }
}

const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 6 * 3_600_000

/** Twice as long after each try. It is never given up: what a pass shows is only ever late. */
export const nextTryAt = (tries: number, now: Date): Date =>
  new Date(now.getTime() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 20)))
