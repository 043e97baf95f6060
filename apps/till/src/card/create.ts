/** A card in a few seconds, with or without network: its number is made here, and is the one it keeps. */
import { ApiError } from '#ui/api.ts'
import { language } from '#ui/words.ts'
import { newId } from '../../../../server/lib/id.ts'
import { makeCardNumber } from '../../../../server/features/customers/rules.ts'
import { isEmail, sha256, toE164 } from '../keep/hash.ts'
import { findHere, keepPerson } from '../keep/people.ts'
import type { Candidate, CustomerBody, Job, Person } from '../keep/shapes.ts'
import { bootstrap, online } from '../keep/till.ts'
import { queue } from '../queue/queue.ts'
import { answerTo } from '../queue/send.ts'

const PATIENCE_MS = 3_000

export type NewCard = { contact: string; first_name: string; last_name: string }
export type Made = { customer_id: string } | { candidates: Candidate[] } | { refused: ApiError }

export const isContact = (text: string) => isEmail(text) || toE164(text) !== null

/** Who has this phone or e-mail already, as far as this device knows. */
export async function knownBy(contact: string): Promise<Candidate[]> {
  const reason = isEmail(contact) ? 'email' : 'phone'
  const found = isContact(contact) ? await findHere(contact) : []
  return found.map(({ customer_id, first_name, last_initial }) => ({
    customer_id,
    first_name,
    last_initial,
    reason,
  }))
}

/** `insist`: the seller has seen who has the same contact, and it is somebody else. */
export async function makeCard(wish: NewCard, insist: boolean): Promise<Made> {
  if (!insist) {
    const candidates = await knownBy(wish.contact)
    if (candidates.length > 0) return { candidates }
  }
  const contact = wish.contact.trim()
  const customer_id = newId()
  const card = makeCardNumber()
  const body: CustomerBody = {
    first_name: wish.first_name.trim(),
    ...(wish.last_name.trim() && { last_name: wish.last_name.trim() }),
    ...(isEmail(contact) ? { emails: [contact] } : { phones: [contact] }),
    card_number: card,
    language: language(),
    source: 'till',
    ...(insist && { accept_duplicates: true }),
  }
  const person = await personOf({ customer_id, card, contact, wish })
  const job: Job = {
    kind: 'customer',
    key: customer_id,
    params: { customer_id },
    body,
    made_at: new Date().toISOString(),
    tries: 0,
    state: 'waiting',
    about: { name: person.first_name, amount_cents: null, earned: [] },
  }
  const connected = online.get()
  const seq = await queue(job)
  if (connected) {
    try {
      await answerTo(seq, PATIENCE_MS)
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const candidates = error.problem['candidates'] as Candidate[] | undefined
      return candidates ? { candidates } : { refused: error }
    }
  }
  await keepPerson(person)
  return { customer_id }
}

type Given = { customer_id: string; card: string; contact: string; wish: NewCard }

async function personOf({ customer_id, card, contact, wish }: Given): Promise<Person> {
  const e164 = isEmail(contact) ? null : toE164(contact)
  const hash = await sha256(e164 ?? contact.toLowerCase())
  return {
    customer_id,
    account_id: customer_id,
    first_name: wish.first_name.trim(),
    last_initial: wish.last_name.trim().slice(0, 1).toUpperCase() || null,
    card,
    last4s: e164 ? [e164.slice(-4)] : [],
    phone_hashes: e164 && hash ? [hash] : [],
    email_hashes: !e164 && hash ? [hash] : [],
    created_at: new Date().toISOString(),
    home_store_id: bootstrap.get()?.store.store_id ?? null,
    birthday: null,
    asked: [],
    accounts: [],
    vouchers: [],
  }
}
