/** Everything the card's screen shows, in one answer that the phone keeps for when there is no network. */
import type { Context } from '../../platform/database.ts'
import { refuse as refusePlatform } from '../../platform/refusal.ts'
import { clubsForCard } from '../clubs/card.ts'
import { groupCardNumber } from '../customers/card-number.ts'
import { settleAccount } from '../points/actions.ts'
import { findProgramme, sayProgramme } from '../programmes/actions.ts'
import type { AccountState } from '../programmes/judgement.ts'
import type { Programme } from '../programmes/programme.ts'
import { readClosed } from '../rewards/asking.ts'
import { nextReward, type Language } from '../programmes/rules.ts'
import { pickPromotions, rememberOnCard, type Asker } from '../promotions/actions.ts'
import { promiseTo } from '../referrals/read-referrals.ts'
import { readTiers, type TierNow } from '../tiers/read-tiers.ts'
import { groupCode, type Codes } from '../vouchers/codes.ts'
import {
  findHolder,
  findShop,
  listAccounts,
  listAdvantages,
  listIdentifiers,
  listOpenLots,
  listUsableVouchers,
} from './queries.ts'
import { pageOfSales } from './read-sales.ts'
import { sayUnits } from './say-units.ts'
import { expiringOf } from './rules.ts'

const LAST_SALES = 5
const PROMOTIONS = 4

type Shown = { codes: Codes; public_url: string }

export async function readCard(
  ctx: Context,
  { codes, public_url }: Shown,
  customer_id: string,
  language: Language,
) {
  const [holder] = await findHolder(ctx, customer_id)
  if (!holder) throw refusePlatform('not_signed_in')
  const shop = await findShop(ctx)
  const version = await findProgramme(ctx)
  const programme = version?.programme ?? null
  const accounts = await accountsOf(ctx, holder.account_id, programme)
  const card_number =
    (await listIdentifiers(ctx, customer_id)).findLast(({ kind }) => kind === 'card')?.value ?? null
  const say = (unit: string, units: number) => sayUnits(programme, unit, units, language, shop.currency)
  return {
    tenant: { name: shop.name, theme: shop.theme, currency: shop.currency, time_zone: shop.time_zone },
    customer_id,
    first_name: holder.first_name,
    member_since: holder.created_at,
    card_number,
    card_number_grouped: card_number && groupCardNumber(card_number),
    programme: programme && {
      version: version!.version,
      name: programme.name,
      ...(await sayProgramme(ctx, programme))[language],
    },
    accounts: accounts.map(({ state, expiring }) => ({
      unit: state.unit,
      available: state.available,
      pending: state.pending,
      debt: state.debt,
      words: say(state.unit, state.available),
      pending_words: state.pending > 0 ? say(state.unit, state.pending) : null,
      debt_words: state.debt > 0 ? say(state.unit, state.debt) : null,
      expiring: expiring.map(({ units, expires_at }) => ({
        units,
        expires_at,
        words: say(state.unit, units),
      })),
    })),
    ...rewardsOf(
      programme,
      accounts.map(({ state }) => state),
      await closedTo(ctx, holder, programme, shop.time_zone),
      say,
    ),
    vouchers: (await listUsableVouchers(ctx, customer_id)).map(
      ({ code_sealed, code_last4: last4, ...voucher }) => {
        const code = codes.open(code_sealed)
        return {
          ...voucher,
          last4,
          code,
          code_grouped: groupCode(code),
          usable_now: voucher.valid_from <= ctx.now,
        }
      },
    ),
    advantages: await listAdvantages(ctx, customer_id),
    tiers: (await readTiers(ctx, customer_id, language)).map(tierForCard),
    clubs: await clubsForCard(ctx, customer_id),
    referral: await promiseTo(ctx, public_url, customer_id, false, language),
    promotions: await promotionsFor(
      ctx,
      { customer_id, store_id: holder.home_store_id, language },
      shop.currency,
    ),
    last_sales: (await pageOfSales(ctx, customer_id, null, LAST_SALES, language)).items,
  }
}

/** What is shown here is theirs at the till, where a promotion is only for those who saw it. */
async function promotionsFor(ctx: Context, asker: Asker, currency: string) {
  const picked = await pickPromotions(ctx, [asker], { count: PROMOTIONS, currency })
  const shown = picked.get(asker.customer_id) ?? []
  await rememberOnCard(
    ctx,
    asker.customer_id,
    shown.map(({ promotion_id }) => promotion_id),
  )
  return shown.map(({ product_id: _, ...one }) => one)
}

/** Who gave a tier by hand, and why, is the shop's own. */
const tierForCard = ({ grant: _grant, changes: _changes, ...tier }: TierNow) => tier

/** As they stand now: what time has done since they were last touched is posted first. */
async function accountsOf(ctx: Context, account_id: string, programme: Programme | null) {
  for (const { unit, due_at } of await listAccounts(ctx, account_id))
    if (due_at && due_at <= ctx.now) await settleAccount(ctx, account_id, unit)
  const [known, lots] = [await listAccounts(ctx, account_id), await listOpenLots(ctx, account_id)]
  const units = new Set([
    ...(programme?.units ?? []).map(({ unit }) => unit),
    ...known.map(({ unit }) => unit),
  ])
  return [...units].map((unit) => {
    const {
      balance = 0,
      held = 0,
      pending = 0,
      debt = 0,
    } = known.find((account) => account.unit === unit) ?? {}
    const state: AccountState = { unit, available: balance - held, pending, debt, remainders: {} }
    return { state, expiring: expiringOf(unit, lots) }
  })
}

type Say = (unit: string, units: number) => string
type Closed = Awaited<ReturnType<typeof readClosed>>

const closedTo = (
  ctx: Context,
  { customer_id, account_id }: { customer_id: string; account_id: string },
  programme: Programme | null,
  time_zone: string,
): Promise<Closed> => readClosed(ctx, { customer_id, account_id }, programme?.rewards ?? [], { time_zone })

/** What is over is not shown; what is closed to this customer says why, and the bar does not lead there. */
function rewardsOf(programme: Programme | null, states: AccountState[], closed: Closed, say: Say) {
  if (!programme) return { next_reward: null, rewards: [] }
  const whyOf = (reward_id: string) => closed.get(reward_id)?.why ?? null
  const open = programme.rewards.filter(({ reward_id }) => whyOf(reward_id) === null)
  const next = nextReward({ ...programme, rewards: open }, states)
  const shown = programme.rewards.filter(({ reward_id }) => whyOf(reward_id) !== 'over')
  const rewards = shown.map((reward) => {
    const { reward_id, name, unit, cost, trigger, benefit, description = null, picture_id = null } = reward
    const available = states.find((state) => state.unit === unit)?.available ?? 0
    const missing = Math.max(0, cost - available)
    const why_closed = whyOf(reward_id)
    const affordable = trigger === 'chosen' && missing === 0 && why_closed === null
    return {
      description,
      picture_id,
      why_closed,
      reward_id,
      name,
      unit,
      cost,
      cost_words: say(unit, cost),
      trigger,
      benefit,
      affordable,
      missing,
      missing_words: say(unit, missing),
    }
  })
  if (!next) return { next_reward: null, rewards }
  const { reward, missing, progress } = next
  const { reward_id, name, unit, cost } = reward
  return {
    next_reward: { reward_id, name, unit, cost, missing, progress, missing_words: say(unit, missing) },
    rewards,
  }
}

/** A unit that the programme no longer counts is still owed, and has only its key for a name. */
