/** STOP by text message: every purpose of every holder of that number ends, and it is confirmed once. */
import { namedId } from '../../lib/named-id.ts'
import type { Context } from '../../platform/database.ts'
import type { Fact } from '../../platform/facts.ts'
import { currentConsents, recordConsents } from '../consents/actions.ts'
import { sendMessage } from '../messages/actions.ts'
import { callOffUnwanted } from '../messages/call-off-unwanted.ts'
import { findSent, listHolders } from './queries.ts'
import { endedBy } from './rules.ts'

const CONFIRMED = {
  fr: (shop: string) =>
    `${shop} : c'est note, plus de SMS publicitaires. Votre carte et vos points restent les memes.`,
  en: (shop: string) =>
    `${shop}: noted, no more advertising by text. Your card and your points stay as they are.`,
}

const TEMPLATE = 'stop_confirmed'

type Replied = { message_id: string; channel: string; stop: boolean }

/** Words that are not a clear STOP stay with the message they answer: nobody is put off by accident. */
export async function confirmStops(ctx: Context, facts: Fact<Replied>[]): Promise<void> {
  for (const { payload } of facts.filter((one) => one.payload.stop && one.payload.channel === 'sms'))
    await confirmStop(ctx, payload.message_id)
}

async function confirmStop(ctx: Context, message_id: string) {
  const sent = await findSent(ctx, message_id)
  if (!sent?.customer_id) return
  const holders = await listHolders(ctx, 'phone', sent.recipient)
  const ids = new Set([sent.customer_id, ...holders.map(({ customer_id }) => customer_id)])
  for (const customer_id of ids) {
    const changes = endedBy('sms', 'loyalty', await currentConsents(ctx, customer_id))
    const where = { source: 'reply', store_id: null, device_id: null }
    if (changes.length > 0) await recordConsents(ctx, customer_id, changes, where)
  }
  await callOffUnwanted(ctx, [...ids], 'wait')
  // STOP in answer to the confirmation is heard, and not confirmed for ever.
  if (sent.template === TEMPLATE) return
  await sendMessage(ctx, {
    message_id: namedId('stop', ctx.tenant_id, message_id),
    customer_id: sent.customer_id,
    channel: 'sms',
    purpose: 'service',
    template: TEMPLATE,
    recipient: sent.recipient,
    text: CONFIRMED[sent.language as 'fr' | 'en'](sent.name),
    cause_id: message_id,
  })
}
