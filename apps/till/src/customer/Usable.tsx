/** What can be used in this sale, each by one touch: vouchers and gift cards of the customer, rewards their points buy. */
import { useState } from 'react'
import { IconGift, IconTicket } from '#ui/icons.ts'
import { lastMomentOf } from '#ui/last-day.ts'
import { useFormats } from '#ui/words.ts'
import type { Formats } from '#ui/format.ts'
import { localDayOf } from '../../../../server/lib/time.ts'
import type { AccountState } from '../../../../server/features/programmes/judgement.ts'
import type { Programme, Reward } from '../../../../server/features/programmes/programme.ts'
import { tierIdsOf } from '../../../../server/features/programmes/rules.ts'
import { rewardOpenTo } from '../../../../server/features/rewards/rules.ts'
import { useOfflineLimit } from '../keep/offline-limit.ts'
import type { Person, SaleAnswer, Voucher } from '../keep/shapes.ts'
import { bootstrap } from '../keep/till.ts'
import { draft } from '../sale/draft.ts'
import type { Draft } from '../sale/draft.ts'
import { applyReward, applyVoucher, dropReward, dropVoucher } from '../sale/vouchers.ts'
import { PayWithPoints, payingUnits } from './PayWithPoints.tsx'
import { Toggle } from './Toggle.tsx'
import { useUnits } from './units.ts'
import { useWords } from './words.ts'
import styles from './customer.module.css'

type UsableProps = { person: Person; uses: SaleAnswer['vouchers']; paid: SaleAnswer['points'] }

/** What one screen holds; the rest comes by a touch, and what was chosen stays in sight. */
const SHOWN = 4

export function Usable({ person, uses, paid }: UsableProps) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const sale = draft.use()
  const [all, setAll] = useState(false)
  const limit_cents = useOfflineLimit(person.customer_id)
  const settings = bootstrap.use()?.settings
  const rewards = (units?.programme.rewards ?? []).filter((reward) =>
    isAtHand(reward, person, sale, units!.programme),
  )
  const scanned = sale.vouchers
    .map((one) => one.voucher)
    .filter((voucher) => !person.vouchers.some((own) => own.voucher_id === voucher.voucher_id))
  const vouchers = [...scanned, ...person.vouchers.filter((voucher) => isGood(voucher))]
  const paying = units ? payingUnits(units.programme.units, person).length : 0
  const count = vouchers.length + rewards.length + paying
  if (count === 0) return null
  const isChosen = {
    voucher: ({ voucher_id }: Voucher) => sale.vouchers.some((one) => one.voucher.voucher_id === voucher_id),
    reward: ({ reward_id }: Reward) => sale.rewards.some((one) => one.reward_id === reward_id),
  }
  const isShown = (chosen: boolean, at: number) => all || chosen || paying + at < SHOWN
  const shown = {
    vouchers: vouchers.filter((one, at) => isShown(isChosen.voucher(one), at)),
    rewards: rewards.filter((one, at) => isShown(isChosen.reward(one), vouchers.length + at)),
  }
  const hidden = count - paying - shown.vouchers.length - shown.rewards.length
  return (
    <div className={styles.usable}>
      <h3>{w('usable')}</h3>
      <ul>
        <PayWithPoints person={person} paid={paid} limit_cents={limit_cents} />
        {shown.vouchers.map((voucher) => (
          <li key={voucher.voucher_id}>
            <VoucherToggle
              voucher={voucher}
              use={uses.find((one) => one.voucher_id === voucher.voucher_id)}
              limit_cents={limit_cents}
            />
          </li>
        ))}
        {shown.rewards.map((reward) => {
          const chosen = sale.rewards.find((one) => one.reward_id === reward.reward_id)
          return (
            <li key={reward.reward_id}>
              <Toggle
                on={chosen !== undefined}
                icon={<IconGift size={22} stroke={1.75} aria-hidden="true" />}
                title={reward.name}
                detail={w('reward_cost', { units: units!.say(reward.unit, reward.cost) })}
                why_not={tooMuch(limit_cents, worthOf(reward)) ? 'over_limit' : null}
                onToggle={() =>
                  chosen
                    ? void dropReward(person.customer_id, chosen.redemption_id)
                    : void applyReward(person.customer_id, reward.reward_id)
                }
              />
            </li>
          )
        })}
      </ul>
      {hidden > 0 && (
        <button type="button" className={styles.rest} onClick={() => setAll(true)}>
          {w('usable_more', { count: hidden })}
        </button>
      )}
      {limit_cents !== null && settings && (
        <p className={styles.soft}>
          {w('offline_limit', {
            limit: f.moneyShort(settings.offline_limit_cents),
            left: f.moneyShort(limit_cents),
          })}
        </p>
      )}
    </div>
  )
}

const tooMuch = (limit_cents: number | null, worth_cents: number) =>
  limit_cents !== null && worth_cents > limit_cents

/** A percentage without a ceiling may be worth anything: not without network. */
const worthOf = ({ benefit }: Reward) =>
  'value_cents' in benefit
    ? benefit.value_cents
    : 'value_cents_max' in benefit
      ? (benefit.value_cents_max ?? Infinity)
      : 0

const isGood = ({ expires_at }: Voucher) => !expires_at || new Date(expires_at) > new Date()

function isAtHand(reward: Reward, person: Person, sale: Draft, programme: Programme): boolean {
  if (reward.trigger !== 'chosen' || !isOpen(reward, person, programme)) return false
  if (sale.rewards.some((one) => one.reward_id === reward.reward_id)) return true
  return (person.accounts.find(({ unit }) => unit === reward.unit)?.available ?? 0) >= reward.cost
}

/** How often it was taken and how many are left is the server's to know: it refuses with its reason. */
function isOpen(reward: Reward, person: Person, programme: Programme): boolean {
  const known = bootstrap.get()
  const tier_ids = tierIdsOf(programme, person.accounts as AccountState[])
  return (
    rewardOpenTo(reward, {
      now_day: localDayOf(Date.now(), known?.store.time_zone ?? 'Europe/Paris'),
      tier_ids,
      club_ids: person.club_ids ?? [],
      taken_counts: { month: 0, year: 0, ever: 0 },
      stock_left: 1,
    }) === null
  )
}

/** In a sale without a customer: what was scanned, which nobody's record shows. */
export function Scanned({ uses }: Pick<UsableProps, 'uses'>) {
  const w = useWords()
  const vouchers = draft.use().vouchers.map((one) => one.voucher)
  const limit_cents = useOfflineLimit(null)
  if (vouchers.length === 0) return null
  return (
    <div className={styles.usable}>
      <h3>{w('usable')}</h3>
      <ul>
        {vouchers.map((voucher) => (
          <li key={voucher.voucher_id}>
            <VoucherToggle
              voucher={voucher}
              use={uses.find((one) => one.voucher_id === voucher.voucher_id)}
              limit_cents={limit_cents}
            />
          </li>
        ))}
      </ul>
    </div>
  )
}

type VoucherToggleProps = {
  voucher: Voucher
  use: SaleAnswer['vouchers'][number] | undefined
  limit_cents: number | null
}

function VoucherToggle({ voucher, use, limit_cents }: VoucherToggleProps) {
  const w = useWords()
  const f = useFormats()
  const chosen = draft.use().vouchers.some((one) => one.voucher.voucher_id === voucher.voucher_id)
  const isCard = voucher.kind === 'gift_card'
  const terms = voucher.terms as { value_cents?: number; value_cents_max?: number | null }
  const worth =
    isCard || isForHolder(voucher.kind) ? 0 : (terms.value_cents ?? terms.value_cents_max ?? Infinity)
  const why_not = chosen
    ? (use?.why_not ?? null)
    : (isCard && limit_cents === 0) || tooMuch(limit_cents, worth)
      ? 'over_limit'
      : null
  const detail = [
    chosen && use && use.used_cents > 0 ? `−${f.money(use.used_cents)}` : worthInWords(voucher, f, w),
    voucher.expires_at && w('expires', { when: f.relativeDay(lastMomentOf(voucher.expires_at)) }),
  ]
  return (
    <Toggle
      on={chosen}
      icon={<IconTicket size={22} stroke={1.75} aria-hidden="true" />}
      title={voucher.name}
      detail={detail.filter(Boolean).join(' · ')}
      why_not={why_not}
      onToggle={() => (chosen ? void dropVoucher(voucher.voucher_id) : void applyVoucher(voucher))}
    />
  )
}

/** Done for its holder, or shown at a door: the sale that names it uses it up and costs the same. */
const isForHolder = (kind: string) => kind === 'service' || kind === 'experience' || kind === 'private_sale'

function worthInWords(
  { kind, balance_cents, terms }: Voucher,
  f: Formats,
  w: ReturnType<typeof useWords>,
): string {
  const { value_cents, basis_points } = terms as { value_cents?: number; basis_points?: number }
  if (kind === 'gift_card') return f.money(balance_cents)
  if (kind === 'discount_amount') return `−${f.moneyShort(value_cents ?? 0)}`
  if (isForHolder(kind)) return w(kind as 'service')
  return kind === 'discount_percent' ? `−${f.percent((basis_points ?? 0) / 10_000)}` : w('free')
}
