/** The moment of the sale: written on the device first, then sent; the screen never waits for the network. */
import { ApiError } from '#ui/api.ts'
import { fillPath, goTo } from '#ui/light/route.ts'
import { keepPerson, personOf, withAnswer } from '../keep/people.ts'
import type { Account, Job, KeptSale, SaleAnswer, SaleBody } from '../keep/shapes.ts'
import { keptSale } from '../keep/sales.ts'
import { refreshPromotions, sellPromotions, withTaken } from '../keep/promotions.ts'
import { bootstrap, online, shift, till } from '../keep/till.ts'
import { addOfflineSpending } from '../keep/offline-limit.ts'
import { paths } from '../paths.ts'
import { queue } from '../queue/queue.ts'
import { answerTo } from '../queue/send.ts'
import type { Paid } from './paid.ts'
import { beginSale, linesOf } from './draft.ts'
import type { Draft, DraftBack } from './draft.ts'
import { say } from './words.ts'

/** With a good network the answer is there before the eye; past this the sale is shown as provisional. */
const PATIENCE_MS = 2_500

type Shown = SaleAnswer & { accounts_after: Account[] }

/** Throws the ApiError of a sale that the server would not have, after taking it off the list again. */
export async function recordSale(draft: Draft, shown: Shown, paid: Paid[]): Promise<void> {
  const at = new Date()
  const offline = !online.get()
  const body = bodyOf(draft, { at, offline, shown, paid })
  const person = draft.customer_id ? personOf(draft.customer_id) : undefined
  const spent_cents = offline ? takenOf(shown) : 0
  const job = sent(draft, body, {
    key: draft.customer_id ?? draft.sale_id,
    made_at: at.toISOString(),
    tries: 0,
    state: 'waiting',
    about: {
      name: person?.first_name ?? null,
      amount_cents: shown.total_cents,
      earned: shown.earned.map(({ unit, units }) => ({ unit, units })),
    },
  })
  const after = person && {
    ...withTaken(withAnswer(person, shown), shown.promotions),
    accounts: shown.accounts_after,
    has_bought: true,
  }
  const kept = keptOf(draft, body, shown)
  const seq = await queue(job, draft.back ? [kept, ...(await withPiecesBack(draft.back))] : [kept], after)
  if (draft.customer_id) await sellPromotions(shown.promotions)
  if (draft.customer_id && spent_cents > 0) await addOfflineSpending(draft.customer_id, spent_cents)
  if (!offline) {
    try {
      await answerTo(seq, PATIENCE_MS)
    } catch (error) {
      if (person) await keepPerson(person)
      // What there is of a promotion is no longer what was shown.
      if (shown.promotions.length > 0) await refreshPromotions().catch(quietly)
      throw error instanceof ApiError ? error : new Error('unexpected', { cause: error })
    }
  }
  beginSale(null)
  goTo(fillPath(paths.done, { sale_id: draft.sale_id }), { replace: true })
}

function quietly(error: unknown) {
  if (!(error instanceof ApiError)) throw error
}

/** A sale by itself, or in one ticket with what comes back: then both are recorded or neither. */
function sent({ sale_id, back }: Draft, body: SaleBody, rest: Omit<Job, 'kind' | 'params' | 'body'>): Job {
  if (!back) return { ...rest, kind: 'sale', params: { sale_id }, body }
  const { exchange_id, return_id, lines } = back
  const returned = { sale_id: back.sale_id, return_id, lines, occurred_at: body.occurred_at }
  const both = { return: returned, sale: { ...body, sale_id } }
  return { ...rest, kind: 'exchange', params: { exchange_id }, body: both }
}

/** The till's own copy of the sale that comes back knows it too; another till's is not here. */
async function withPiecesBack({ sale_id, lines }: DraftBack): Promise<KeptSale[]> {
  const kept = await keptSale(sale_id)
  return kept ? [{ ...kept, returned: [...kept.returned, ...lines] }] : []
}

/** What is left to pay in the end; below zero it is given back. */
export const dueOf = ({ back }: Draft, { to_pay_cents }: Pick<SaleAnswer, 'to_pay_cents'>) =>
  to_pay_cents - (back?.to_customer_cents ?? 0)

/** Off vouchers and points: both count towards what one customer may take without network. */
const takenOf = ({ vouchers, points }: SaleAnswer) =>
  vouchers.reduce((sum, { used_cents }) => sum + used_cents, 0) +
  points.reduce((sum, { cents }) => sum + cents, 0)

type How = { at: Date; offline: boolean; shown: SaleAnswer; paid: Paid[] }

/** As a preview asks it: without means of payment, which are not known yet. */
export const previewBody = (draft: Draft) => {
  const { store_id: _, ...body } = bodyOf(draft, { at: new Date(), offline: false, shown: null, paid: [] })
  return body
}

/** Made once and kept: the same id is only ever sent with the same content. */
function bodyOf(
  draft: Draft,
  { at, offline, shown, paid }: Omit<How, 'shown'> & { shown: SaleAnswer | null },
): SaleBody {
  const staff_id = shift.get()?.staff_id
  const used = (id: string) => shown?.vouchers.find(({ voucher_id }) => voucher_id === id)?.used_cents
  const lines = draft.lines.length === 0 ? [] : linesOf(draft, say('free_line'))
  return {
    occurred_at: at.toISOString(),
    ...(draft.customer_id && { customer_id: draft.customer_id }),
    ...(staff_id && { staff_id }),
    ...(shown && { receipt_number: receiptNumber(at) }),
    ...(lines.length > 0 ? { lines: lines.map(lineOf) } : { amount_cents: draft.amount_cents }),
    ...(draft.discount_cents > 0 && { discount_cents: draft.discount_cents }),
    ...(shown && shown.to_pay_cents > 0 && { payments: paymentsOf(draft, shown, paid) }),
    ...(draft.vouchers.length > 0 && {
      vouchers: draft.vouchers.map(({ voucher, hold_id }) => {
        const amount_cents = voucher.kind === 'gift_card' ? used(voucher.voucher_id) : undefined
        return {
          voucher_id: voucher.voucher_id,
          ...(hold_id && { hold_id }),
          ...(amount_cents !== undefined && { amount_cents }),
        }
      }),
    }),
    ...(draft.rewards.length > 0 && {
      redemptions: draft.rewards.map(({ redemption_id, reward_id }) => ({ redemption_id, reward_id })),
    }),
    ...(draft.customer_id && lines.length > 0 && { promotions: promotionsOf(shown) }),
    ...(draft.points.length > 0 && { points: draft.points.map((one) => pointsOf(one, shown)) }),
    ...(offline && { offline }),
  }
}

/** What the customer was shown; before that, whatever is open. */
const promotionsOf = (shown: SaleAnswer | null) =>
  shown ? { given: shown.promotions.map(({ name: _, ...given }) => given) } : {}

/** Goods that come back pay first; what they do not pay is paid as the seller said. */
function paymentsOf(draft: Draft, shown: SaleAnswer, paid: Paid[]) {
  const due_cents = Math.max(0, dueOf(draft, shown))
  const swapped_cents = shown.to_pay_cents - due_cents
  return [
    ...(swapped_cents > 0 ? [{ means: 'exchange', amount_cents: swapped_cents }] : []),
    ...(due_cents > 0 ? paid : []),
  ]
}

/** As many as were shown, so that what is posted is what was said; the hold pays first. */
function pointsOf({ unit, units, hold_id }: Draft['points'][number], shown: SaleAnswer | null) {
  const used = shown?.points.find((one) => one.unit === unit)?.units
  return { unit, units: used || units, ...(hold_id && { hold_id }) }
}

function lineOf({ product_id, sku, category, label, discount_cents, ...line }: Draft['lines'][number]) {
  return {
    ...line,
    ...(product_id && { product_id }),
    ...(sku && !product_id && { sku }),
    ...(category && { category }),
    ...(label && { label }),
    ...(discount_cents > 0 && { discount_cents }),
  }
}

/** 'C1-261122-143205': the till, the day, the second. Needs no counter that a new tablet would start again. */
function receiptNumber(at: Date): string {
  const timeZone = bootstrap.get()?.store.time_zone
  const clock = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone })
  const [day = '', time = ''] = clock.format(at).replaceAll(/[-:]/g, '').split(' ')
  return `${bootstrap.get()?.device.receipt_code ?? till.get()?.receipt_code ?? 'C'}-${day.slice(2)}-${time}`
}

function keptOf(draft: Draft, body: SaleBody, shown: Shown): KeptSale {
  const label = say('free_line')
  const { accounts_after: _, ...answer } = shown
  return {
    sale_id: draft.sale_id,
    occurred_at: body.occurred_at,
    receipt_number: body.receipt_number ?? '',
    customer_id: draft.customer_id,
    lines: linesOf(draft, label).map(
      ({ line_no, label: said, quantity_milli, unit_price_cents, discount_cents }) => {
        const gross_cents = Math.floor((unit_price_cents * quantity_milli + 500) / 1000)
        const given = shown.promotions.filter((one) => one.line_no === line_no)
        const promoted_cents = given.reduce((sum, one) => sum + one.discount_cents, 0)
        const total_cents = gross_cents - Math.min(gross_cents, discount_cents + promoted_cents)
        const promotions = given.map(({ name, discount_cents: cents }) => ({ name, discount_cents: cents }))
        return {
          line_no,
          label: said || label,
          quantity_milli,
          unit_price_cents,
          gross_cents,
          total_cents,
          ...(promotions.length > 0 && { promotions }),
        }
      },
    ),
    payments: body.payments ?? [],
    vouchers: draft.vouchers.map(({ voucher }) => {
      const { voucher_id, name, last4, kind } = voucher
      return { voucher_id, name, last4, kind }
    }),
    answer: { ...answer, receipt_number: body.receipt_number ?? null },
    state: 'waiting',
    returned: [],
    ...(draft.back && {
      exchange: { back_cents: draft.back.total_cents, difference_cents: dueOf(draft, shown) },
    }),
  }
}
