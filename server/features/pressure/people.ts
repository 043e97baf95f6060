/** Puts together what is known of each person, from a few statements for all of them. */
import type { Context } from '../../platform/database.ts'
import type { Channel } from '../messages/shape.ts'
import { regionOf, zoneOf } from './hours.ts'
import { adultFrom, type PersonState } from './rules.ts'
import {
  listAddresses,
  listAnswers,
  listBadAddresses,
  listComplaints,
  listHouseholdLetters,
  listLivePasses,
  listPeople,
  listPreferences,
  listSaid,
  listWithPush,
  lockPeople,
  type PersonRow,
} from './state-queries.ts'

export type Person = PersonState & { household: string[] }
export type People = Map<string, Person>

type Ask = {
  /** Held until the transaction ends, so that nobody else decides for them meanwhile. */
  lock: boolean
  said: 'left' | 'planned'
  /** Days between two letters to a household; 0 when no letter is thought of. */
  household_days: number
}

export async function readPeople(ctx: Context, customer_ids: string[], ask: Ask): Promise<People> {
  const ids = [...new Set(customer_ids)].sort()
  // Locked first: what is read after this counts what others have queued.
  const rows = ask.lock ? await lockPeople(ctx, ids) : await listPeople(ctx, ids)
  const people: People = new Map(rows.map((row) => [row.customer_id, personOf(row)]))
  for (const { customer_id, kind, value, type } of await listAddresses(ctx, ids))
    addAddress(people.get(customer_id), kind, value, type)
  await markBadAddresses(ctx, people)
  // The outbox knows each phone of theirs: a notification goes to the person.
  for (const customer_id of await listWithPush(ctx, ids)) {
    const person = people.get(customer_id)
    if (person) person.addresses.push = { recipient: customer_id, bad: null }
  }
  // Which card it is, is seen when it is written to.
  for (const { customer_id } of await listLivePasses(ctx, ids)) {
    const person = people.get(customer_id)
    if (person) person.addresses.wallet = { recipient: customer_id, bad: null }
  }
  for (const { customer_id, channel, purpose, given, occurred_at } of await listAnswers(ctx, ids)) {
    const person = people.get(customer_id)
    if (person) person.consents[`${channel}/${purpose}`] = { given, at_ms: occurred_at.getTime() }
  }
  for (const { customer_id, message_id, channel, purpose, at } of await listSaid(ctx, ids, ask.said))
    people.get(customer_id)?.said.push({ message_id, channel, purpose, at_ms: at.getTime() })
  for (const { customer_id, opened_at } of await listComplaints(ctx, ids))
    people.get(customer_id)!.complaint_at_ms = opened_at.getTime()
  for (const { customer_id, frequency, paused_until } of await listPreferences(ctx, ids)) {
    const person = people.get(customer_id)
    if (!person) continue
    person.less_often = frequency === 'less'
    person.paused_until_ms = paused_until?.getTime() ?? null
  }
  if (ask.household_days > 0)
    for (const { customer_id, at } of await listHouseholdLetters(ctx, ids, ask.household_days))
      people.get(customer_id)?.household_letters_ms.push(at.getTime())
  return people
}

async function markBadAddresses(ctx: Context, people: People) {
  const all = [...people.values()].flatMap(({ addresses }) => Object.values(addresses))
  const bad = await listBadAddresses(ctx, [...new Set(all.map(({ recipient }) => recipient))])
  const known = new Map(bad.map((row) => [`${row.channel} ${row.recipient}`, row.class]))
  if (known.size === 0) return
  for (const { addresses } of people.values())
    for (const [channel, address] of Object.entries(addresses))
      address.bad = known.get(`${channel} ${address.recipient}`) ?? null
}

function personOf(row: PersonRow): Person {
  const own_code = row.country === null || row.country === 'FR' ? row.postal_code : null
  const lines = [
    [row.first_name, row.last_name].filter(Boolean).join(' '),
    row.address_line1,
    row.address_line2,
    [row.postal_code, row.city].filter(Boolean).join(' '),
    row.country === 'FR' ? null : row.country,
  ].filter(Boolean)
  const is_whole = row.address_line1 && row.postal_code && row.city
  const door = `${row.postal_code}|${row.address_line1}|${row.last_name}`.toLowerCase()
  const zone = zoneOf(own_code, row.store_zone ?? row.tenant_zone)
  return {
    left: row.left_at !== null,
    erased: row.erased_at !== null,
    zone,
    adult_from_ms: row.birth_date === null ? null : adultFrom(row.birth_date, zone),
    region: regionOf(own_code ?? row.store_postal_code),
    addresses: is_whole ? { letter: { recipient: JSON.stringify(lines), bad: null } } : {},
    consents: {},
    said: [],
    complaint_at_ms: null,
    paused_until_ms: null,
    less_often: false,
    household_letters_ms: [],
    household: [row.account_id, ...(is_whole && row.last_name ? [door] : [])],
  }
}

function addAddress(person: Person | undefined, kind: 'email' | 'phone', value: string, type: string | null) {
  if (!person) return
  const give = (channel: Channel) => (person.addresses[channel] ??= { recipient: value, bad: null })
  if (kind === 'email') give('email')
  else {
    give('phone')
    if (type === 'mobile') give('sms')
  }
}
