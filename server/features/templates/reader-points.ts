/** Points, the next reward, what ends soon and the tier, for many people at once. */
import { isoDate, localDayOf } from '../../lib/time.ts'
import { findProgramme } from '../programmes/actions.ts'
import type { Programme } from '../programmes/programme.ts'
import { ladderUnit, nextReward, tierIdsOf, tierOf, unitsInWords, type Asking } from '../programmes/rules.ts'
import { sayMeasure } from '../tiers/read-tiers.ts'
import { standingOf } from '../tiers/rules.ts'
import { dayWords } from './day-words.ts'
import * as rows from './reader-queries.ts'
import type { Asked, Into } from './readers.ts'

const languageOf = ({ language }: rows.Person): 'fr' | 'en' => (language === 'en' ? 'en' : 'fr')

export async function addPoints(asked: Asked, into: Into, wants: (...names: string[]) => boolean) {
  const { ctx, shop, people } = asked
  const programme = (await findProgramme(ctx))?.programme
  if (!programme) return
  const accounts = Map.groupBy(
    await rows.listAccounts(
      ctx,
      people.map(({ account_id }) => account_id),
    ),
    ({ account_id }) => account_id,
  )
  const unit = programme.units[0]?.unit
  const day = localDayOf(ctx.now.getTime(), shop.time_zone)
  const clubs =
    wants('next_reward') && programme.rewards.some(({ club_ids }) => club_ids?.length)
      ? await rows.listClubs(
          ctx,
          people.map(({ customer_id }) => customer_id),
        )
      : new Map<string, string[]>()
  for (const person of people) {
    const own = accounts.get(person.account_id) ?? []
    const language = languageOf(person)
    const say = (of: string, units: number) =>
      unitsInWords(programme, of, units, language, { currency: shop.currency })
    const available = (of: string) => {
      const one = own.find((account) => account.unit === of)
      return one ? one.balance - one.held : 0
    }
    const values = into(person.customer_id)
    if (unit) {
      values['points'] = available(unit)
      values['points_words'] = say(unit, available(unit))
    }
    const asking = { day, club_ids: clubs.get(person.customer_id) ?? [] }
    if (wants('next_reward')) values['next_reward'] = rewardValues(programme, own, asking, say)
    if (wants('tier')) values['tier'] = tierValues(programme, own, language, shop.currency)
  }
  if (wants('expiring') && unit) await addExpiring(asked, into, programme, unit)
}

/** What is not for them is no goal of theirs. */
function rewardValues(
  programme: Programme,
  own: rows.Account[],
  asking: Omit<Asking, 'tier_ids'>,
  say: (unit: string, units: number) => string,
) {
  const states = own.map(({ unit, balance, held, pending, debt, tier }) => ({
    unit,
    available: balance - held,
    pending,
    debt,
    remainders: {},
    ...(tier && { tier }),
  }))
  const next = nextReward(programme, states, { ...asking, tier_ids: tierIdsOf(programme, states) })
  if (!next) return undefined
  return {
    name: next.reward.name,
    to_go: next.missing,
    to_go_words: say(next.reward.unit, next.missing),
    progress: Math.round(next.progress * 100),
  }
}

function tierValues(programme: Programme, own: rows.Account[], language: 'fr' | 'en', currency: string) {
  const ladder = programme.ladders?.[0]
  if (!ladder) return undefined
  const account = own.find(({ unit }) => unit === ladderUnit(ladder.ladder_id))
  const state = account?.tier ?? null
  const value = account ? account.balance + account.pending - account.debt : 0
  const { next } = standingOf(ladder, state, { value, stays: value })
  return {
    name: tierOf(ladder, state)?.name,
    next_name: next?.tier.name,
    missing_words: next && sayMeasure(programme, ladder, next.missing, language, currency),
  }
}

async function addExpiring({ ctx, shop, people }: Asked, into: Into, programme: Programme, unit: string) {
  const found = await rows.listExpiring(
    ctx,
    people.map(({ account_id }) => account_id),
    unit,
  )
  const byAccount = new Map(found.map((one) => [one.account_id, one]))
  for (const person of people) {
    const one = byAccount.get(person.account_id)
    if (!one) continue
    const language = languageOf(person)
    // An instant that ends a day is told as that day.
    const day = localDayOf(one.expires_at.getTime() - 1, shop.time_zone)
    into(person.customer_id)['expiring'] = {
      units: one.units,
      words: unitsInWords(programme, unit, one.units, language, { currency: shop.currency }),
      date: dayWords(isoDate(day), language),
      days: day - localDayOf(ctx.now.getTime(), shop.time_zone),
    }
  }
}
