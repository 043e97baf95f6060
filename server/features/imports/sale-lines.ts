/** Lines of a file put together to receipts, and what each line is worth to the cent. Pure. */
import { hash } from 'node:crypto'
import { dayOfIsoDate, startOfLocalDay, zoneOffset } from '../../lib/time.ts'
import type { Row } from './reading/source.ts'
import type { Mapping } from './reading/mapping.ts'
import type { ImportedSaleLine } from './reading/to-sale-line.ts'

export type Line = {
  row: Row
  line: ImportedSaleLine
  store_id: string
  occurred_at: Date
  /** Thousandths, above zero also for what came back. */
  quantity_milli: number
  unit_price_cents: number
  discount_cents: number
  /** To the cent, above zero also for what came back. */
  total_cents: number
  /** As written, in ten-thousandths of the currency, with its sign. */
  exact: number
  /** Eight bytes that two equal lines share. */
  hash: string
}

export type Group = {
  key: string
  lines: Line[]
  store_id: string
  occurred_at: Date
  reference: string | null
}

const SCALE = 10_000

/** '-12.345' in ten-thousandths; digits beyond are rounded away from what nobody can pay. */
function inTenThousandths(exact: string): number {
  const negative = exact.startsWith('-')
  const [whole = '0', fraction = ''] = exact.replace(/^[-+]/, '').split('.')
  const sum = Number(whole) * SCALE + Math.round(Number(`0.${fraction || '0'}`) * SCALE)
  return negative ? -sum : sum
}

/** The wall clock of the store, unless the file gives the offset; a day without a time is its noon. */
function instantOf({ occurred_at, offset, has_time }: ImportedSaleLine, time_zone: string): Date {
  if (offset !== null && has_time) return new Date(`${occurred_at}${offset}`)
  const day = occurred_at.slice(0, 10)
  if (!has_time) return new Date(startOfLocalDay(dayOfIsoDate(day), time_zone) + 43_200_000)
  const wall = Date.parse(`${occurred_at}Z`)
  const guess = wall - zoneOffset(wall, time_zone)
  return new Date(wall - zoneOffset(guess, time_zone))
}

/** Null when there is nothing to count: a quantity of zero, or one too small to weigh. */
export function priceLine(
  row: Row,
  line: ImportedSaleLine,
  store_id: string,
  time_zone: string,
  has_total: boolean,
): Line | null {
  const quantity_milli = Math.round(Math.abs(Number(line.quantity)) * 1000)
  if (!(quantity_milli > 0) || quantity_milli > 1e11) return null
  const discount_cents = !has_total ? Math.abs(line.discount_cents ?? 0) : 0
  const total_cents = Math.max(0, Math.abs(line.line_total.cents) - discount_cents)
  const price = Math.ceil(Math.abs(inTenThousandths(line.unit_price.exact)) / 100)
  // A price below the cent is rounded up, and the line brought back to its total by a discount of the difference.
  const enough = Math.ceil((total_cents * 1000) / quantity_milli)
  const unit_price_cents = Math.max(price, gross(price, quantity_milli) < total_cents ? enough : 0)
  const sign = line.kind === 'return' ? -1 : 1
  const exact = sign * Math.max(0, Math.abs(inTenThousandths(line.line_total.exact)) - discount_cents * 100)
  return {
    row,
    line,
    store_id,
    occurred_at: instantOf(line, time_zone),
    quantity_milli,
    unit_price_cents,
    discount_cents: gross(unit_price_cents, quantity_milli) - total_cents,
    total_cents,
    exact,
    hash: lineHash(line),
  }
}

const gross = (unit_price_cents: number, quantity_milli: number) =>
  Math.floor((unit_price_cents * quantity_milli + 500) / 1000)

function lineHash({
  kind,
  sku,
  description,
  quantity,
  unit_price,
  line_total,
  is_void,
}: ImportedSaleLine): string {
  const content = `${kind} ${sku ?? description ?? ''} ${quantity} ${unit_price.exact} ${line_total.exact} ${is_void ? 'void' : ''}`
  return hash('sha256', content, 'hex').slice(0, 16)
}

export const customerKey = ({
  card,
  external_id,
  email,
  phone,
}: ImportedSaleLine['customer']): string | null =>
  card
    ? `card:${card}`
    : external_id
      ? `external:${external_id}`
      : email
        ? `email:${email}`
        : phone
          ? `phone:${phone}`
          : null

/**
 * What two lines of one receipt share. Numbers begin again every day in many shops, and each shop has its own; one number
 * with two customers is two receipts.
 */
export function receiptKey({ line, store_id }: Line, system: string): string {
  const { sale_reference, occurred_at, customer } = line
  const when = sale_reference === '' ? occurred_at : occurred_at.slice(0, 10)
  return [system, sale_reference, store_id, when, customerKey(customer) ?? ''].join('\u0000')
}

/** Receipts of the slice, in the order of their first line. */
export function groupLines(lines: Line[], system: string): Group[] {
  const groups = new Map<string, Group>()
  for (const one of lines) {
    const { sale_reference } = one.line
    const key = receiptKey(one, system)
    const group = groups.get(key)
    if (group) group.lines.push(one)
    else
      groups.set(key, {
        key,
        lines: [one],
        store_id: one.store_id,
        occurred_at: one.occurred_at,
        reference: sale_reference === '' ? null : sale_reference.slice(0, 60),
      })
  }
  return [...groups.values()]
}

/** Rows that follow each other with the same answer are of one receipt: a slice is not cut between them. */
export function receiptOf(mapping: Mapping): (row: Row) => string {
  const columns = mapping.columns as { index: number; field: string | null }[]
  const places = (fields: string[]) =>
    columns.flatMap(({ index, field }) => (field && fields.includes(field) ? [index] : []))
  const reference = places(['sale_reference'])
  const who = places([
    'occurred_at',
    'occurred_date',
    'occurred_time',
    'customer_card',
    'customer_id',
    'customer_email',
    'customer_phone',
  ])
  const at = reference.length > 0 ? reference : who
  return ({ cells }) => at.map((place) => cells[place] ?? '').join('\u0000')
}

/** Made from what it names and the day it happened, in the shape of our ids, so that indexes stay in order. */
export function idFrom(text: string, at: Date): string {
  const digest = hash('sha256', text, 'hex')
  const time = Math.max(0, at.getTime()).toString(16).padStart(12, '0').slice(-12)
  const variant = '89ab'[Number.parseInt(digest[3]!, 16) % 4]
  return `${time.slice(0, 8)}-${time.slice(8)}-7${digest.slice(0, 3)}-${variant}${digest.slice(4, 7)}-${digest.slice(7, 19)}`
}
