/** Who brought whom, how it stands, and what a shop promises for it, in words. */
import { formatMoney, type Language } from '../../lib/money.ts'
import { addMonths, dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '../../lib/time.ts'
import { readCursor, writeCursor } from '../../platform/cursor.ts'
import type { Context } from '../../platform/database.ts'
import { shopUrl } from '../../platform/tenancy.ts'
import { refuse as refuseCustomer } from '../customers/refusals.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Programme } from '../programmes/programme.ts'
import { unitsInWords } from '../programmes/rules.ts'
import { codeOf } from './actions.ts'
import { findSide, findTerms } from './queries.ts'
import { countByMonth, findTenant, listBest, listReferrals, type Told } from './read-queries.ts'
import type { Terms } from './rules.ts'

const MONTHS_BACK = 12
const BEST_SHOWN = 10
const BROUGHT_SHOWN = 50

export type State = 'waiting' | 'bought' | 'rewarded' | 'ended'

export const stateOf = (one: Pick<Told, 'ended_at' | 'rewarded_at' | 'bought_at'>): State =>
  one.ended_at ? 'ended' : one.rewarded_at ? 'rewarded' : one.bought_at ? 'bought' : 'waiting'

const told = (row: Told) => ({ ...row, state: stateOf(row) })

export async function readReferralsOf(
  ctx: Context,
  public_url: string,
  customer_id: string,
  language: Language,
) {
  const side = await findSide(ctx, customer_id)
  if (!side) throw refuseCustomer('customer_not_found')
  const brought = await listReferrals(ctx, { referrer_id: customer_id, limit: BROUGHT_SHOWN })
  const by = await listReferrals(ctx, { friend_id: customer_id, limit: 1 })
  return {
    ...(await promiseTo(ctx, public_url, customer_id, side.left_at !== null, language)),
    brought: brought.map(told),
    brought_by: by[0] ? told(by[0]) : null,
  }
}

/** The code and link to hand on, and what they promise. None while it is not offered, and for who has left. */
export async function promiseTo(
  ctx: Context,
  public_url: string,
  customer_id: string,
  has_left: boolean,
  language: Language,
) {
  const terms = await findTerms(ctx)
  if (!terms || has_left) return { referral_code: null, link: null, words: null }
  const referral_code = await codeOf(ctx, customer_id)
  const tenant = await findTenant(ctx)
  return {
    referral_code,
    link: `${shopUrl(public_url, tenant)}/card/#r=${referral_code}`,
    words: await sayTerms(ctx, terms, language),
  }
}

/** « Amenez un ami : 100 points pour vous et 50 points pour lui, après son premier achat d’au moins 20 €… » */
export async function sayTerms(ctx: Context, terms: Terms, language: Language): Promise<string> {
  const [{ currency }, version] = [await findTenant(ctx), await findProgramme(ctx)]
  const gives = (activity: string) => givesFor(version?.programme ?? null, activity, language, currency)
  const [mine, theirs] = [gives('friend_brought'), gives('friend_joined')]
  const money = formatMoney(terms.minimum_cents, language, currency)
  const fr = language === 'fr'
  const { wait_days } = terms
  const later =
    wait_days === 0
      ? ''
      : fr
        ? `${wait_days} jour${wait_days > 1 ? 's' : ''} `
        : `${wait_days} day${wait_days > 1 ? 's' : ''} `
  const what = fr
    ? [mine && `${mine} pour vous`, theirs && `${theirs} pour votre ami`].filter(Boolean).join(' et ')
    : [mine && `${mine} for you`, theirs && `${theirs} for your friend`].filter(Boolean).join(' and ')
  if (fr)
    return `Amenez un ami${what ? `\u202f: ${what}` : ''}, ${later}après son premier achat d’au moins ${money}.`
  return `Bring a friend${what ? `: ${what}` : ''}, ${later}after their first purchase of at least ${money}.`
}

function givesFor(programme: Programme | null, activity: string, language: Language, currency: string) {
  if (!programme) return ''
  return programme.earning
    .flatMap(({ counts, unit }) =>
      counts.by === 'activity' && counts.activity === activity
        ? [unitsInWords(programme, unit, counts.units, language, { currency })]
        : [],
    )
    .join(language === 'fr' ? ' et ' : ' and ')
}

export async function pageOfReferrals(ctx: Context, cursor: string | undefined, limit = 50) {
  const before = cursor ? readCursor(cursor) : null
  const rows = await listReferrals(ctx, { before, limit: limit + 1 })
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1)! : null
  return { items: items.map(told), next_cursor: last && writeCursor(last.asked_at, last.referral_id) }
}

export async function readReferralFigures(ctx: Context) {
  const { time_zone } = await findTenant(ctx)
  const month = dayOfIsoDate(`${isoDate(localDayOf(ctx.now.getTime(), time_zone)).slice(0, 7)}-01`)
  const first = addMonths(month, 1 - MONTHS_BACK)
  const counted = await countByMonth(ctx, new Date(startOfLocalDay(first, time_zone)), time_zone)
  const months = Array.from({ length: MONTHS_BACK }, (_, at) => {
    const name = isoDate(addMonths(first, at)).slice(0, 7)
    const found = counted.find((one) => one.month === name)
    return found ?? { month: name, asked: 0, bought: 0, rewarded: 0, ended: 0, spent_cents: 0 }
  })
  return { months, best: await listBest(ctx, BEST_SHOWN) }
}
