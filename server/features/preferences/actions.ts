/** What somebody answers from a link in a message: each answer is a consent with its proof, and stands at once. */
import type { Context } from '../../platform/database.ts'
import { publish } from '../../platform/facts.ts'
import { newId } from '../../lib/id.ts'
import { currentConsents, listConsentTexts, recordConsents } from '../consents/actions.ts'
import { defaultText, DEFAULT_VERSION } from '../consents/default-texts.ts'
import { callOffUnwanted } from '../messages/call-off-unwanted.ts'
import { hintOf } from '../messages/rules.ts'
import { listLivePasses } from '../pressure/state-queries.ts'
import { FrequencyChosen } from './events.ts'
import {
  addPreference,
  findPreference,
  findRecipient,
  listContacts,
  lockRecipient,
  type Recipient,
} from './queries.ts'
import {
  allOff,
  changesOf,
  endedBy,
  keyOf,
  PAUSE_DAYS,
  questionsFor,
  type Change,
  type Question,
} from './rules.ts'

export type Shop = { name: string; language: 'fr' | 'en' }
export type Preferences = {
  recipient: Recipient
  questions: Question[]
  /** By channel: enough of the address to know it by, too little to write to it. */
  hints: Record<string, string>
  frequency: 'normal' | 'less'
  paused_until: Date | null
}

const DAY_MS = 86_400_000
const NOWHERE = { store_id: null, device_id: null }

/** null when there is nobody any more. */
export async function readPreferences(
  ctx: Context,
  shop: Shop,
  message_id: string,
): Promise<Preferences | null> {
  const recipient = await findRecipient(ctx, message_id)
  if (!recipient || recipient.erased_at) return null
  const { hints, reachable } = await contactsOf(ctx, recipient)
  const standing = await currentConsents(ctx, recipient.customer_id)
  const preference = await findPreference(ctx, recipient.customer_id)
  const paused_until = preference?.paused_until ?? null
  // Somebody who asked for notifications once can be reached by them; a card in the phone rings as they do.
  for (const { channel } of standing) if (channel === 'push') reachable.add('push')
  if ((await listLivePasses(ctx, [recipient.customer_id])).length > 0) reachable.add('push')
  return {
    recipient,
    questions: questionsFor(await textsInForce(ctx, shop, recipient.language), standing, reachable),
    hints,
    frequency: preference?.frequency === 'less' ? 'less' : 'normal',
    paused_until: paused_until && paused_until > ctx.now ? paused_until : null,
  }
}

async function contactsOf(ctx: Context, { customer_id, has_postal_address }: Recipient) {
  const hints: Record<string, string> = {}
  for (const { kind, value, type } of await listContacts(ctx, customer_id)) {
    if (kind === 'email') hints.email ??= hintOf(value)
    else hints.phone ??= hintOf(value)
    if (kind === 'phone' && type === 'mobile') hints.sms ??= hintOf(value)
  }
  const reachable = new Set([...Object.keys(hints), ...(has_postal_address ? ['letter'] : [])])
  if (hints.email) reachable.add('tracking')
  return { hints, reachable }
}

/** Those of the shop and ours, and beside them whether opening may be known, and news of one's points. */
async function textsInForce(ctx: Context, shop: Shop, language: 'fr' | 'en') {
  const all = await listConsentTexts(ctx)
  const own = all.filter((one) => one.in_force && one.language === language)
  const known = new Set(own.map(keyOf))
  const besides = [
    'tracking/offers',
    'email/loyalty',
    'sms/loyalty',
    'push/loyalty',
    'letter/loyalty',
  ].flatMap((key) => {
    const [channel, purpose] = key.split('/') as [string, string]
    const text = defaultText(channel, purpose, DEFAULT_VERSION, language, shop.name)
    return text === null || known.has(key)
      ? []
      : [{ channel, purpose, version: DEFAULT_VERSION, language, text }]
  })
  return [...own, ...besides]
}

/** One press, or the button of the mail program (RFC 8058). Pressed again it changes nothing. */
export async function unsubscribe(ctx: Context, message_id: string): Promise<Recipient | null> {
  const recipient = await findRecipient(ctx, message_id)
  if (!recipient || recipient.erased_at) return null
  await lockRecipient(ctx, recipient.customer_id)
  const standing = await currentConsents(ctx, recipient.customer_id)
  await record(ctx, recipient, endedBy(recipient.channel, recipient.purpose, standing), 'unsubscribe_link')
  return recipient
}

export type Answers = {
  asked: ReadonlySet<string>
  yes: ReadonlySet<string>
  /** null when the form did not ask. */
  frequency: 'normal' | 'less' | 'pause' | null
  all_off: boolean
}

export async function answerPreferences(
  ctx: Context,
  shop: Shop,
  message_id: string,
  answers: Answers,
): Promise<Preferences | null> {
  const before = await findRecipient(ctx, message_id)
  if (!before || before.erased_at) return null
  await lockRecipient(ctx, before.customer_id)
  const known = (await readPreferences(ctx, shop, message_id))!
  const { recipient, questions } = known
  const changes = answers.all_off
    ? allOff(questions, await currentConsents(ctx, recipient.customer_id))
    : changesOf(questions, answers.asked, answers.yes)
  // Whoever has left may still say no, and a yes would open nothing.
  await record(
    ctx,
    recipient,
    recipient.left_at ? changes.filter(({ given }) => !given) : changes,
    'preferences',
  )
  if (!answers.all_off) await setFrequency(ctx, known, answers.frequency)
  return readPreferences(ctx, shop, message_id)
}

async function setFrequency(ctx: Context, known: Preferences, wanted: Answers['frequency']) {
  const stands = known.paused_until ? 'pause' : known.frequency
  if (wanted === null || wanted === stands) return
  const { customer_id } = known.recipient
  const frequency = wanted === 'pause' ? known.frequency : wanted
  const paused_until = wanted === 'pause' ? new Date(ctx.now.getTime() + PAUSE_DAYS * DAY_MS) : null
  await addPreference(ctx, {
    customer_id,
    preference_id: newId(ctx.now.getTime()),
    frequency,
    paused_until,
    source: 'preferences',
  })
  await publish(
    ctx,
    FrequencyChosen,
    { frequency, paused_until: paused_until?.toISOString() ?? null },
    { customer_id },
  )
}

async function record(ctx: Context, recipient: Recipient, changes: Change[], source: string) {
  const wishes = changes.map((change) => ({ ...change, language: recipient.language }))
  if (wishes.length === 0) return
  await recordConsents(ctx, recipient.customer_id, wishes, { source, ...NOWHERE })
  await callOffUnwanted(ctx, [recipient.customer_id], 'step over')
}
