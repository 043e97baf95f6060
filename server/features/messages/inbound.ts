/** The door for what comes from outside: mail and text messages. Believed only where it gives back a name we made. */
import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { inTenant, type Database } from '../../platform/database.ts'
import { readReport } from './read-report.ts'
import { endOfTenant, readToken, type Returned } from './return-path.ts'
import {
  takeBounce,
  takeComplaint,
  takeMailAnswer,
  takeReceipt,
  takeText,
  type Failing,
} from './take-returned.ts'
import { byOperator, findShopsOf, toNumber } from './text-ways.ts'

/** What was made of it; `ignored` gives back no name of ours, or says nothing. */
export type Taken = 'bounce' | 'complaint' | 'answer' | 'ignored'

export async function takeMail(db: Database, secret: Buffer, raw: string, envelope_to = ''): Promise<Taken> {
  const report = await readReport(raw)
  const names = [...report.tokens, ...(/\+([a-z2-7]{42})@/i.exec(envelope_to)?.slice(1) ?? [])]
  const returned = names.map((token) => readToken(secret, token)).find((known) => known !== null)
  const tenant_id = returned && (await tenantOf(db, returned))
  if (!returned || !tenant_id || report.kind === 'delayed') return 'ignored'
  const { message_id } = returned
  return inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
    if (report.kind === 'complaint') return (await takeComplaint(ctx, message_id)) ? 'complaint' : 'ignored'
    if (report.kind === 'bounce') {
      // One message has one recipient: the worst of what is said is about them.
      const [first] = report.recipients
      return first && (await takeBounce(ctx, message_id, first)) ? 'bounce' : 'ignored'
    }
    if (report.automatic && !/stop|unsub|d[eé]s(inscri|abonn)/i.test(report.mail.subject ?? ''))
      return 'ignored'
    const text = /^(stop|unsubscribe|désinscription)$/i.test((report.mail.subject ?? '').trim())
      ? 'STOP'
      : (report.mail.text ?? '')
    const source_key = createHash('sha256').update(raw).digest('hex').slice(0, 32)
    return (await takeMailAnswer(ctx, message_id, { text, source_key })) ? 'answer' : 'ignored'
  })
}

/** A shop's id is not in the name, only its end: enough to know it among the shops of this install. */
async function tenantOf(db: Database, { tenant_hint }: Returned): Promise<string | undefined> {
  const found = await db
    .selectFrom('tenant')
    .select('tenant_id')
    .where(sql`right(tenant_id::text, 10)`, '=', endOfTenant(tenant_hint))
    .executeTakeFirst()
  return found?.tenant_id
}

export type IncomingText = { from: string; text: string; source_key: string }

/** A number has no shop: it answers the one that wrote to it last. */
export async function takeIncomingText(db: Database, incoming: IncomingText): Promise<Taken> {
  for (const tenant_id of await findShopsOf(db, toNumber(incoming.from))) {
    const who = { tenant_id, actor: 'system' }
    const is_new = await inTenant(db, who, (ctx) => takeText(ctx, incoming.from, incoming))
    if (is_new !== null) return is_new ? 'answer' : 'ignored'
  }
  return 'ignored'
}

export type Receipt = { carrier_ref: string; delivered: boolean } & Failing

/** A receipt may overtake what we write down of the sending: it is looked for again before it is nobody's. */
const LOOK_AGAIN_MS = [300, 1_000, 3_000]

/** An operator's receipt names its own number of the message. */
export async function takeOperatorReceipt(db: Database, receipt: Receipt): Promise<boolean> {
  const way = byOperator(receipt.carrier_ref)
  let shops = await findShopsOf(db, way)
  for (const wait_ms of LOOK_AGAIN_MS) {
    if (shops.length > 0) break
    await sleep(wait_ms)
    shops = await findShopsOf(db, way)
  }
  for (const tenant_id of shops)
    if (
      await inTenant(db, { tenant_id, actor: 'system' }, (ctx) =>
        takeReceipt(ctx, receipt.carrier_ref, receipt as Receipt & { delivered: false }),
      )
    )
      return true
  return false
}
