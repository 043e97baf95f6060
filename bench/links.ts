/**
 * `npm run bench -- links [--quick]`: clicks as they come in after a campaign, judged in each other's company and written
 * down, with how long a million of them would take. A tenth of the readers agree to be followed; half come through one
 * network, as the customers of one telephone operator do. Not measured is HTTP, which answers before.
 */
import { sql } from 'kysely'
import { keepLinks } from '../server/features/links/actions.ts'
import { linkRecorder } from '../server/features/links/record.ts'
import { queueMessages } from '../server/features/messages/queue.ts'
import { newId } from '../server/lib/id.ts'
import { inTenant } from '../server/platform/database.ts'
import { benchShop, type BenchShop } from './shop.ts'

const READERS = 50_000
const QUICK_READERS = 10_000
/** What comes while one flush is gathered, when a large campaign has just left. */
const FLUSH = 5_000
const MILLION = 1_000_000
const LIMIT_PER_S = 1_000
const NEVER_MS = 3_600_000
const AGENT = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1'

export async function run({ quick }: { quick: boolean }) {
  const readers = quick ? QUICK_READERS : READERS
  const shop = await benchShop(readers, 1)
  try {
    const { message_ids, link_id } = await campaignThatLeft(shop)
    const recorder = linkRecorder(shop.db, () => {}, NEVER_MS)
    const began = performance.now()
    const cpu = process.cpuUsage()
    let slowest_ms = 0
    for (let from = 0; from < readers; from += FLUSH) {
      const at_ms = Date.now()
      for (const [at, message_id] of message_ids.slice(from, from + FLUSH).entries())
        recorder.see({
          tenant_id: shop.tenant_id,
          message_id,
          link_id,
          // Over three seconds, from one network or from one of many.
          at_ms: at_ms - Math.floor((3_000 * at) / FLUSH),
          network: at % 2 === 0 ? '198.51.100' : `203.0.${at % 200}`,
          agent: AGENT,
          prefetch: false,
        })
      const flushed = performance.now()
      await recorder.flush()
      slowest_ms = Math.max(slowest_ms, performance.now() - flushed)
    }
    const took_s = (performance.now() - began) / 1000
    const { user, system } = process.cpuUsage(cpu)
    const per_s = Math.round(readers / took_s)
    return {
      bench: 'links',
      ours: per_s,
      limit: LIMIT_PER_S,
      ratio: Math.round((100 * per_s) / LIMIT_PER_S) / 100,
      clicks: readers,
      own_us_each: Math.round((user + system) / readers),
      slowest_flush_ms: Math.round(slowest_ms),
      million_s: Math.round(MILLION / per_s),
    }
  } finally {
    await shop.drop()
  }
}

/** One e-mail for each, sent a minute ago, all with the same link; a tenth agree to be followed. */
async function campaignThatLeft(shop: BenchShop) {
  const origin = { kind: 'campaign' as const, id: newId(), step: null }
  const link_id = newId()
  const link = { link_id, url: 'https://boutique.example/robes', place: 0, template_id: null, version: null }
  const message_ids = shop.customer_ids.map(() => newId())
  const within = <T>(work: Parameters<typeof inTenant<T>>[2]) =>
    inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, work)
  await within((ctx) =>
    keepLinks(ctx, [{ links: [{ ...link, origin_kind: 'campaign', origin_id: origin.id }], codes: [] }]),
  )
  for (let from = 0; from < message_ids.length; from += FLUSH)
    await within((ctx) =>
      queueMessages(
        ctx,
        shop.customer_ids.slice(from, from + FLUSH).map((customer_id, at) => ({
          message_id: message_ids[from + at]!,
          customer_id,
          channel: 'email' as const,
          purpose: 'service' as const,
          recipient: `${customer_id}@exemple.fr`,
          content: { subject: 'La saison', text: 'Bonjour.', html: null },
          origin,
          store_id: null,
          priority: 10,
          due_at: new Date(),
          useful_until: null,
          cost_millicents: 100,
        })),
      ),
    )
  await within(async ({ tx, tenant_id, now }) => {
    await sql`update message set state = 'sent', sent_at = ${new Date(now.getTime() - 60_000)}
      where tenant_id = ${tenant_id}`.execute(tx)
    await sql`insert into consent (tenant_id, customer_id, consent_id, channel, purpose, given, text_version, language,
        text_hash, source, actor, occurred_at, recorded_at)
      select tenant_id, customer_id, md5('tracking' || customer_id)::uuid, 'tracking', 'offers', true, 1, 'fr', '\\x00', 'bench',
        'bench', ${now}, ${now}
      from customer where tenant_id = ${tenant_id} and right(customer_id::text, 1) in ('0', '1')`.execute(tx)
  })
  return { message_ids, link_id }
}
