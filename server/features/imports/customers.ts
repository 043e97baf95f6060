/** A file of customers: each row is somebody new, somebody we have, or a reason why not. */
import { newId } from '../../lib/id.ts'
import { zoneOffset } from '../../lib/time.ts'
import type { Context } from '../../platform/database.ts'
import { sayRefusal } from '../../platform/refusal.ts'
import { importCustomers, undoImportedCustomers } from '../customers/actions.ts'
import type { ImportAnswer } from '../customers/import-customers.ts'
import { readCardNumber } from '../customers/card-number.ts'
import { writeNote } from '../customers/notes.ts'
import { openBalances, withdrawOpenings } from '../points/open-balance.ts'
import { takeConsents } from './consents.ts'
import { said, type Job, type Kind } from './job.ts'
import { takeLastEffects } from './queries.ts'
import type { Mapping } from './reading/mapping.ts'
import { toCustomer, type ImportedCustomer } from './reading/to-customer.ts'
import type { Row } from './reading/source.ts'
import type { NotTaken, Said, Warned, Worked } from './report.ts'
import { folded } from './shop.ts'

const SLICE_ROWS = 500

export const customersKind: Kind = { slice_rows: SLICE_ROWS, work: workCustomers, undo: undoCustomers }

type Read = { row: Row; customer: ImportedCustomer; warnings: Said[] }
type Taken = Read & { answer: ImportAnswer }

async function workCustomers(ctx: Context, job: Job, rows: Row[]): Promise<Worked> {
  const counts: Record<string, number> = {}
  const not_taken: NotTaken[] = []
  const read: Read[] = []
  for (const row of rows) {
    const outcome = toCustomer(row, job.mapping as Mapping<'customers'>)
    if (outcome.ok) read.push({ row, customer: outcome.value, warnings: outcome.warnings })
    else not_taken.push({ row, kind: 'refused', reasons: outcome.reasons })
  }
  const wishes = read.map((one) => wishOf(one, job))
  const answers = await importCustomers(ctx, wishes, {
    source: 'import',
    import_id: job.import_id,
    on_match: job.options.on_match ?? 'update',
    duplicates: job.options.duplicates ?? 'tell',
  })
  const taken: Taken[] = []
  for (const [at, answer] of answers.entries()) {
    const one = read[at]!
    if (answer.effect === 'refused')
      not_taken.push({ row: one.row, kind: 'refused', reasons: [refusalOf(answer)] })
    else if (answer.effect === 'duplicate_of')
      not_taken.push({
        row: one.row,
        kind: 'duplicate',
        reasons: [DUPLICATE],
        subject_id: answer.customer_id,
      })
    else taken.push({ ...one, answer })
    const effect = job.rehearsal ? seenBefore(job, one, answer) : answer.effect
    const name = effect === 'duplicate_of' ? 'duplicates' : effect
    if (name !== 'refused') counts[name] = (counts[name] ?? 0) + 1
  }
  await writeNotes(ctx, taken)
  Object.assign(counts, await openPoints(ctx, job, taken), await takeConsents(ctx, job, taken))
  counts.refused = not_taken.filter(({ kind }) => kind === 'refused').length
  const warned: Warned[] = read.map(({ row, warnings }) => ({ row_no: row.line, reasons: warnings }))
  return { counts, not_taken, warned, effects: effectsOf(taken) }
}

const DUPLICATE = said(
  'possible_duplicate',
  'Quelqu’un d’autre a déjà ce téléphone ou cet e-mail, sous un autre nom.',
  'Somebody else has this phone or e-mail, under another name.',
)

const refusalOf = ({ code = 'invalid_request' }: ImportAnswer): Said =>
  said(code, sayRefusal(code, 'fr').title, sayRefusal(code, 'en').title)

function effectsOf(taken: Taken[]): Worked['effects'] {
  return taken.flatMap(({ row, answer: { customer_id, effect, before } }) =>
    effect === 'created' || effect === 'updated'
      ? [{ row_no: row.line, subject_id: customer_id, effect, before }]
      : [],
  )
}

function wishOf({ customer, warnings }: Read, { options, shop }: Job) {
  const { first_name, last_name, emails, phones, birth_date, language, tags, external_id, created_at } =
    customer
  const { address_line1, address_line2, postal_code, city, country } = customer
  const card_number = customer.card_number === null ? null : readCardNumber(customer.card_number)
  if (customer.card_number !== null && card_number === null) warnings.push(CARD_INVALID)
  const home_store_id = storeOf(customer, warnings, shop)
  const has_address = address_line1 ?? address_line2 ?? postal_code ?? city
  const address = { line1: address_line1, line2: address_line2, postal_code, city, country }
  return {
    customer_id: newId(),
    wish: {
      ...(first_name !== null && { first_name }),
      ...(last_name !== null && { last_name }),
      ...(emails.length > 0 && { emails }),
      ...(phones.length > 0 && { phones: phones.map(({ e164 }) => e164) }),
      ...(birth_date !== null && { birth_date }),
      ...(language !== null && { language }),
      ...(has_address && { address }),
      ...(home_store_id !== null && { home_store_id }),
      ...(tags.length > 0 && { tags }),
      ...(card_number !== null && { card_number }),
      ...(external_id !== null && {
        external_ids: [{ system: options.system ?? 'file', value: external_id }],
      }),
    },
    ...(created_at !== null && { created_at: startOf(created_at, shop.time_zone) }),
  }
}

const CARD_INVALID = said(
  'card_number_invalid',
  'Ce numéro ne peut pas être celui d’une carte : un nouveau a été donné.',
  'This cannot be a card’s number: a new one was given.',
)

function storeOf({ home_store }: ImportedCustomer, warnings: Said[], shop: Job['shop']): string | null {
  if (home_store === null) return null
  const found = shop.stores.get(folded(home_store))
  if (!found)
    warnings.push(
      said(
        'home_store_unknown',
        `Le magasin « ${home_store} » n’existe pas ici.`,
        `There is no store “${home_store}” here.`,
      ),
    )
  return found ?? null
}

/** Noon of that day is that day in every zone of the shop. */
function startOf(day: string, time_zone: string): Date {
  const noon = Date.parse(`${day}T12:00:00Z`)
  return new Date(noon - zoneOffset(noon, time_zone))
}

/** A rehearsal forgets each slice: what an earlier row would have made is remembered here, or it would count twice. */
function seenBefore({ memory }: Job, { customer }: Read, { effect }: ImportAnswer): ImportAnswer['effect'] {
  const keys = [
    customer.external_id && `x${customer.external_id}`,
    customer.card_number && `c${customer.card_number}`,
    ...[...customer.emails, ...customer.phones.map(({ e164 }) => e164)].map(
      (value) => `${value} ${folded(customer.last_name ?? '')}`,
    ),
  ].filter((key): key is string => Boolean(key))
  const seen = keys.some((key) => memory.has(key))
  if (effect === 'created') for (const key of keys) memory.set(key, true)
  return seen && effect === 'created' ? 'updated' : effect
}

/** A note goes with whoever the row made; the same file again writes none twice. */
async function writeNotes(ctx: Context, taken: Taken[]) {
  for (const { customer, answer } of taken)
    if (customer.notes !== null && answer.effect === 'created')
      await writeNote(ctx, {
        customer_id: answer.customer_id,
        note_id: newId(ctx.now.getTime()),
        text: customer.notes,
      })
}

async function openPoints(ctx: Context, job: Job, taken: Taken[]) {
  const balances = taken.flatMap(({ customer, answer }) =>
    customer.points_balance !== null && customer.points_balance > 0
      ? [{ customer_id: answer.customer_id, amount: customer.points_balance }]
      : [],
  )
  if (balances.length === 0) return {}
  const { points_unit: unit, points_expire: expire = 'programme' } = job.options
  const opened = await openBalances(ctx, balances, { import_id: job.import_id, unit, expire })
  return {
    points_opened: opened.units,
    points_customers: opened.customers,
    points_already: balances.length - opened.customers,
  }
}

async function undoCustomers(ctx: Context, import_id: string) {
  const effects = await takeLastEffects(ctx, import_id, SLICE_ROWS)
  if (effects.length === 0) {
    const left = await withdrawOpenings(ctx, import_id, SLICE_ROWS)
    return left > 0 ? { points_withdrawn: left } : null
  }
  const created = effects.filter(({ effect }) => effect === 'created').map(({ subject_id }) => subject_id)
  const withdrawn = await withdrawOpenings(ctx, import_id, SLICE_ROWS, created)
  const undone = await undoImportedCustomers(
    ctx,
    effects.map(({ subject_id, effect, before }) => ({
      customer_id: subject_id,
      effect,
      before: before as never,
    })),
    import_id,
  )
  const counts: Record<string, number> = { points_withdrawn: withdrawn }
  for (const { outcome } of undone) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}
