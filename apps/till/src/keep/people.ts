/** The customers that this till knows by itself. All in memory: a shop's own fit, and finding one takes a moment. */
import type { ListTillCustomers } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { database, keep, kept } from './database.ts'
import { isEmail, plainName, sha256, toE164 } from './hash.ts'
import type { Account, Person, SaleAnswer } from './shapes.ts'
import { makeStore } from './store.ts'
import { bootstrap, reaching } from './till.ts'

const people = new Map<string, Person>()
/** Counts the changes, so that screens draw again. */
const changes = makeStore(0)
const changed = () => changes.change((count) => count + 1)

export async function openPeople(): Promise<void> {
  for (const person of await (await database()).getAll('people')) people.set(person.customer_id, person)
  changed()
}

export const personOf = (customer_id: string): Person | undefined => people.get(customer_id)
export const countPeople = () => people.size

export function usePerson(customer_id: string | null): Person | undefined {
  changes.use()
  return customer_id === null ? undefined : people.get(customer_id)
}

export async function keepPerson(person: Person): Promise<void> {
  people.set(person.customer_id, person)
  changed()
  await (await database()).put('people', person)
}

/** What a sale or a return answered: the new balances, and the gift card of which a part was spent. */
export function withAnswer(
  person: Person,
  answer: Pick<SaleAnswer, 'accounts'> & Partial<Pick<SaleAnswer, 'vouchers'>>,
): Person {
  const accounts = answer.accounts.map((after): Account => {
    const before = person.accounts.find(({ unit }) => unit === after.unit)
    return { remainders: {}, expiring: null, ...before, ...after }
  })
  const others = person.accounts.filter(({ unit }) => !accounts.some((one) => one.unit === unit))
  const vouchers = person.vouchers.flatMap((voucher) => {
    const use = answer.vouchers?.find(({ voucher_id }) => voucher_id === voucher.voucher_id)
    if (!use || use.used_cents === 0) return [voucher]
    return voucher.kind === 'gift_card' && use.left_cents > 0
      ? [{ ...voucher, balance_cents: use.left_cents }]
      : []
  })
  return { ...person, accounts: [...accounts, ...others], vouchers }
}

/** Whom a scan, digits, an address or a name may mean, on this device; the till's own store first. */
export async function findHere(text: string, limit = 8): Promise<Person[]> {
  const digits = text.replace(/\D/g, '')
  const phone = toE164(text)
  const all = [...people.values()]
  if (isEmail(text)) {
    const hash = await sha256(text.trim().toLowerCase())
    return all.filter((one) => hash !== null && one.email_hashes.includes(hash)).slice(0, limit)
  }
  if (phone) {
    const hash = await sha256(phone)
    return all.filter((one) => hash !== null && one.phone_hashes.includes(hash)).slice(0, limit)
  }
  if (/^[\d\s.\-\u00a0\u202f]+$/.test(text)) {
    if (digits.length === 4) return ownFirst(all.filter((one) => one.last4s.includes(digits))).slice(0, limit)
    return all.filter((one) => one.card === digits).slice(0, limit)
  }
  const words = plainName(text).split(' ').filter(Boolean)
  if (words.length === 0) return []
  return ownFirst(all.filter((one) => isNamed(one, words))).slice(0, limit)
}

/** Only the initial of the last name is kept: « marie d » and « marie dupont » both find Marie D. */
function isNamed({ first_name, last_initial }: Person, words: string[]): boolean {
  const first = plainName(first_name ?? '').split(' ')
  const initial = plainName(last_initial ?? '')
  return (
    words.every(
      (word) => first.some((name) => name.startsWith(word)) || (initial && word.startsWith(initial)),
    ) && words.some((word) => first.some((name) => name.startsWith(word)))
  )
}

function ownFirst(found: Person[]): Person[] {
  const own = bootstrap.get()?.store.store_id
  const place = (one: Person) => (one.home_store_id === own ? 0 : 1)
  return found.toSorted(
    (a, b) => place(a) - place(b) || (a.first_name ?? '').localeCompare(b.first_name ?? ''),
  )
}

/** Everything once, then what changed. Not while sales wait: what they gave would be forgotten on the screen. */
export async function refreshPeople(): Promise<void> {
  const since = await kept<string>('people_version')
  let [cursor, version]: (string | undefined)[] = []
  do {
    const query: ListTillCustomers['query'] = {
      ...(since && { since }),
      ...(cursor && { cursor }),
      ...(version && { version }),
    }
    const page: ListTillCustomers['answer'] = await reaching(api.get('/till/customers', { query }))
    const tx = (await database()).transaction('people', 'readwrite')
    for (const person of page.items) {
      people.set(person.customer_id, person)
      void tx.store.put(person)
    }
    for (const id of page.gone) {
      people.delete(id)
      void tx.store.delete(id)
    }
    await tx.done
    version = page.version
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  await keep('people_version', version)
  changed()
}

/** One person afresh from the server: their points and vouchers may have changed a minute ago in another shop. */
export async function refreshPerson(customer_id: string): Promise<Person> {
  const record = await reaching(api.get('/customers/{customer_id}', { params: { customer_id } }))
  const before = people.get(customer_id)
  const person: Person = {
    customer_id,
    account_id: record.account_id,
    first_name: record.first_name,
    last_initial: record.last_name?.slice(0, 1).toUpperCase() ?? null,
    card: record.card_number,
    last4s: record.phones.map(({ last4 }) => last4),
    phone_hashes: before?.phone_hashes ?? [],
    email_hashes: before?.email_hashes ?? [],
    created_at: record.created_at,
    home_store_id: record.home_store_id,
    birthday: record.birth_date?.slice(5) ?? null,
    asked: [...new Set(record.consents.map(({ channel }) => channel))],
    accounts: withBefore(
      before,
      record.accounts.map(({ unit, available, pending, debt, expiring }) => ({
        unit,
        available,
        pending,
        debt,
        expiring: expiring[0] ?? null,
      })),
    ),
    // What the programme asks about people comes with the list, not with one person's record.
    ...(before?.has_bought !== undefined && { has_bought: before.has_bought }),
    ...(before?.tags && { tags: before.tags }),
    ...(before?.promotions && { promotions: before.promotions }),
    ...(before?.shown && { shown: before.shown }),
    ...(before?.club_ids && { club_ids: before.club_ids }),
    ...(before?.locked && { locked: true }),
    ...(before?.audience_ids && { audience_ids: before.audience_ids }),
    vouchers: record.vouchers.map((voucher) => ({
      ...voucher,
      terms: voucher.terms as Record<string, unknown>,
    })),
  }
  await keepPerson(person)
  return person
}

/** What rules have kept, caps have counted and tiers stand at is not in a record: it stays as the list said it. */
function withBefore(before: Person | undefined, fresh: Omit<Account, 'remainders'>[]): Account[] {
  const known = before?.accounts ?? []
  const accounts = fresh.map((account): Account => {
    const kept = known.find(({ unit }) => unit === account.unit)
    return { remainders: {}, ...kept, ...account }
  })
  return [...accounts, ...known.filter(({ unit }) => !fresh.some((one) => one.unit === unit))]
}
