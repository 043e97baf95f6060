/**
 * The entries of a month, one merchant's at a time; each balances. Pure.
 *
 * They stand beside the journal of sales, which the till's own accounting writes and which holds every sale in full
 * (411 to 707 and 4457) and every payment received. So a card that is sold debits 411, which the payment settles; a card
 * that is used credits 411, which the sale had debited. The tax of a single-purpose card was due when it was sold: when it
 * is used, the sale books it a second time, and the entry takes that one off again.
 */
import type { Books, EntryAbout, GiftCardFigures, JournalEntry, Line, Parameters } from './figures.ts'
import { taxIn, withoutTax } from './rules.ts'
import type { AccountingSettings, AccountKey } from './settings.ts'

type Given = {
  gift_cards: GiftCardFigures[]
  owed_new_cents: number
  before: Books
  after: Omit<Books, 'next_no'>
}
type Draft = { about: EntryAbout; lines: Line[] }

export function entriesOf(parameters: Parameters, given: Given): JournalEntry[] {
  const { settings, month } = parameters
  const drafts = [
    ...owedEntries(settings, given),
    ...onerousEntries(settings, given),
    ...given.gift_cards.flatMap((card) => cardEntries(settings, card)),
  ]
  return drafts
    .filter(({ lines }) => lines.length > 0)
    .map(({ about, lines }, at) => ({
      no: given.before.next_no + at,
      about,
      label: `${LABELS[about]} ${monthInWords(month)}`,
      lines,
    }))
}

/** Books are written in the language of the chart of accounts. */
const LABELS: Record<EntryAbout, string> = {
  points_new: 'Fidélité : promesses du mois',
  points_released: 'Fidélité : reprise des promesses passées',
  onerous: 'Fidélité : coût au-delà de ce qui est différé',
  cards_sold: 'Cartes cadeaux vendues',
  cards_used: 'Cartes cadeaux utilisées',
  cards_refunded: 'Cartes cadeaux recréditées',
  cards_withdrawn: 'Cartes cadeaux retirées',
  cards_expired: 'Cartes cadeaux expirées',
  cards_brought_in: 'Cartes cadeaux reprises d’un ancien logiciel',
}

const monthInWords = (month: string) => `${month.slice(5, 7)}/${month.slice(0, 4)}`

/** Moves cents from one account to another; the other way when they are below zero; nothing when there are none. */
function move(settings: AccountingSettings, debit: AccountKey, credit: AccountKey, cents: number): Line[] {
  if (cents === 0) return []
  const [from, to] = cents > 0 ? [debit, credit] : [credit, debit]
  return [line(settings, from, Math.abs(cents), 0), line(settings, to, 0, Math.abs(cents))]
}

function line(
  settings: AccountingSettings,
  key: AccountKey,
  debit_cents: number,
  credit_cents: number,
): Line {
  const { number, label } = settings.accounts[key]
  return { account: number, label, debit_cents, credit_cents }
}

/**
 * From what stood in the books to what is owed now: what was promised this month apart from what became of the rest. What
 * another method had booked is taken off whole, to where it had come from.
 */
function owedEntries(settings: AccountingSettings, { owed_new_cents, before, after }: Given): Draft[] {
  const provision = settings.method === 'provision'
  const from = after.deferred_from
  const goes_on = !provision && before.deferred_from === from
  const stood = provision ? before.provision_cents : goes_on ? before.deferred_cents : 0
  const owed = provision ? after.provision_cents : after.deferred_cents
  const released = owed - owed_new_cents - stood
  const [account, charge, income]: [AccountKey, AccountKey, AccountKey] = provision
    ? ['provision', 'provision_charge', 'provision_income']
    : ['deferred', from, from]
  return [
    { about: 'points_new', lines: move(settings, charge, account, owed_new_cents) },
    {
      about: 'points_released',
      lines:
        released > 0 ? move(settings, charge, account, released) : move(settings, account, income, -released),
    },
    {
      about: 'points_released',
      lines: goes_on ? [] : move(settings, 'deferred', before.deferred_from, before.deferred_cents),
    },
    {
      about: 'points_released',
      lines: provision ? [] : move(settings, 'provision', 'provision_income', before.provision_cents),
    },
  ]
}

function onerousEntries(settings: AccountingSettings, { before, after }: Given): Draft[] {
  const more = after.onerous_cents - before.onerous_cents
  const lines =
    more > 0
      ? move(settings, 'provision_charge', 'provision', more)
      : move(settings, 'provision', 'provision_income', -more)
  return [{ about: 'onerous', lines }]
}

function cardEntries(
  settings: AccountingSettings,
  { origin, vat_type, vat_rate_bp, tally }: GiftCardFigures,
): Draft[] {
  const taxed = vat_type === 'single'
  /** Between what is still to be given, with its tax beside it when that was due at the sale, and another account. */
  const owed = (other: AccountKey, cents: number, with_tax: boolean): Line[] => {
    if (cents === 0) return []
    if (!taxed || !with_tax)
      return move(settings, other, 'gift_cards', taxed ? withoutTax(cents, vat_rate_bp) : cents)
    const gross = Math.abs(cents)
    const parts: [AccountKey, number][] = [
      ['gift_cards', withoutTax(gross, vat_rate_bp)],
      ['vat', taxIn(gross, vat_rate_bp)],
    ]
    const side = (key: AccountKey, amount: number, isDebit: boolean) =>
      amount === 0 ? [] : [line(settings, key, isDebit ? amount : 0, isDebit ? 0 : amount)]
    return [
      ...side(other, gross, cents > 0),
      ...parts.flatMap(([key, amount]) => side(key, amount, cents < 0)),
    ]
  }
  const issued: Draft =
    origin === 'sold'
      ? { about: 'cards_sold', lines: owed('customers', tally.issued, true) }
      : { about: 'cards_brought_in', lines: owed('brought_in', tally.issued, true) }
  return [
    issued,
    { about: 'cards_used', lines: owed('customers', tally.spent, true) },
    { about: 'cards_refunded', lines: owed('customers', tally.restored, true) },
    { about: 'cards_withdrawn', lines: owed('customers', tally.reversed, true) },
    // Nothing was delivered: what is left is income, and a tax that was due at the sale stays due.
    { about: 'cards_expired', lines: owed('breakage', tally.expired, false) },
  ]
}

/** What a reference of a month's entries looks like: 'FID-2026-11'. */
export const pieceOf = (settings: AccountingSettings, month: string) => `${settings.journal_code}-${month}`
