/**
 * `npm run bench -- rehearsal [--quick]`: a campaign by e-mail, then by text, gone through for 150,000 people who have addresses,
 * answers and a past of messages; then launched, which decides and queues. Beside it the same rows read by one hand-written
 * statement for each slice, which writes a line for each person and decides nothing.
 */
import pg from 'pg'
import { sql } from 'kysely'
import { saveCampaign, launchCampaign } from '../server/features/campaigns/actions.ts'
import { askRehearsal, getRehearsal } from '../server/features/campaigns/ask-rehearsal.ts'
import { runRehearsal } from '../server/features/campaigns/rehearse.ts'
import { sendCampaign } from '../server/features/campaigns/send.ts'
import type { CampaignWish } from '../server/features/campaigns/wish.ts'
import { putInService, writeTemplate } from '../server/features/templates/actions.ts'
import { readBrand, writeBrand } from '../server/features/templates/brand.ts'
import { openCodes } from '../server/features/vouchers/codes.ts'
import { newId } from '../server/lib/id.ts'
import { inTenant, type Context } from '../server/platform/database.ts'
import { inBulk } from './bulk.ts'
import { benchShop, type BenchShop } from './shop.ts'

const PEOPLE = 150_000
const QUICK_PEOPLE = 20_000
const SLICE = 2_500
/** So many times as long as reading the same rows and writing a line for each. */
const LIMIT = 4
const BY = { name: 'bench', is_store: false, store_ids: null }

export async function run({ quick }: { quick: boolean }) {
  const people = quick ? QUICK_PEOPLE : PEOPLE
  const shop = await benchShop(people, 1)
  try {
    await fillPast(shop, people)
    const as = <T>(work: (ctx: Context) => Promise<T>) =>
      inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, work)
    const campaign_id = newId()
    const templates = await as((ctx) => writeTemplates(ctx, shop.config.public_url))
    await as((ctx) => saveCampaign(ctx, { campaign_id, plan: planFor(templates) }, BY))

    const plain = await timed(() => readPlainly(shop))
    const rehearsal_id = newId()
    await as((ctx) => askRehearsal(ctx, { campaign_id, rehearsal_id }, BY))
    const memory = watchMemory()
    const progress = watchProgress(() =>
      as(async (ctx) => (await getRehearsal(ctx, { campaign_id, rehearsal_id }, BY)).done),
    )
    const rehearsing = { tenant_id: shop.tenant_id, rehearsal_id }
    const ours = await timed(() => runRehearsal(shop.db, shop.config.public_url, rehearsing))
    const steps = await progress()
    const rss = memory()
    const { figures, state } = await as((ctx) => getRehearsal(ctx, { campaign_id, rehearsal_id }, BY))
    if (state !== 'done' || figures.people !== people) throw new Error(`${state}: ${JSON.stringify(figures)}`)

    await as((ctx) => launchCampaign(ctx, campaign_id, BY))
    await as(({ tx, tenant_id, now }) =>
      sql`update campaign_launch set next_at = ${now} where tenant_id = ${tenant_id}`.execute(tx),
    )
    const sending = { tenant_id: shop.tenant_id, campaign_id }
    const sending_memory = watchMemory()
    const launch = await timed(() => sendCampaign(shop.db, openCodes(shop.config.home), sending))
    const launch_rss = sending_memory()
    const queued = await countQueued(shop)
    if (queued !== figures.go) throw new Error(`${figures.go} were to go, ${queued} are queued`)
    const per_s = (seconds: number) => Math.round(people / seconds)
    console.table([
      { what: 'rows read plainly, a line written', seconds: round(plain), people_per_s: per_s(plain) },
      { what: 'rehearsal', seconds: round(ours), people_per_s: per_s(ours) },
      {
        what: `launch: decided, ${queued} queued`,
        seconds: round(launch),
        people_per_s: per_s(launch),
      },
    ])
    console.log(
      `${steps} steps of progress seen; memory ${rss.start_mb} MB before, ${rss.peak_mb} at most, ${rss.half_mb} half way;`,
      `launch ${launch_rss.start_mb}, ${launch_rss.peak_mb} at most, ${launch_rss.half_mb} half way`,
    )
    return {
      bench: 'rehearsal',
      ours: round(ours),
      limit: LIMIT,
      ratio: round(ours / plain),
      people,
      plain_s: round(plain),
      rehearsal_s: round(ours),
      launch_s: round(launch),
      launch_ratio: round(launch / plain),
      queued,
      progress_steps: steps,
      rss_start_mb: rss.start_mb,
      rss_peak_mb: rss.peak_mb,
      launch_rss_peak_mb: launch_rss.peak_mb,
    }
  } finally {
    await shop.drop()
  }
}

type Written = Awaited<ReturnType<typeof writeTemplates>>

/** By e-mail, and by text to whoever cannot be e-mailed; a tenth held out; on a day when nothing leaves while it is measured. */
const planFor = (messages: Written): CampaignWish => ({
  name: 'Bench',
  kind: 'one_off',
  brief: { goal: '', for_whom: '', offer: '', tone: '' },
  purpose: 'marketing',
  audience_id: null,
  store_id: null,
  choice: 'in_order',
  variants: [{ variant: 'A', share: 1, messages }],
  offer: null,
  schedule: { date: '2099-01-05', hour: '10:00', clock: 'shop', spread_minutes: 0, per_hour_max: null },
  budget_cents: null,
  control: { basis_points: 1000, people: null },
  recurrence: null,
  priority: 30,
  window_days: 14,
})

const round = (value: number) => Math.round(value * 100) / 100

const timed = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

/** Its greatest, and its greatest until half of the time was over: the same when nothing grows. */
function watchMemory() {
  globalThis.gc?.()
  const mb = () => Math.round(process.memoryUsage().rss / 1e6)
  const seen = [mb()]
  const timer = setInterval(() => seen.push(mb()), 100)
  return () => {
    clearInterval(timer)
    const half = seen.slice(0, Math.ceil(seen.length / 2))
    return { start_mb: seen[0]!, half_mb: Math.max(...half), peak_mb: Math.max(...seen, mb()) }
  }
}

/** As a screen does: how many different counts it is shown. */
function watchProgress(read: () => Promise<number>) {
  const seen = new Set<number>()
  let going = true
  const loop = (async () => {
    while (going) {
      seen.add(await read())
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  })()
  return async () => {
    going = false
    await loop
    return seen.size
  }
}

/** Four in five have an e-mail, three in five a mobile, most said yes to one or the other; each was sent three messages. */
async function fillPast(shop: BenchShop, people: number) {
  const admin = new pg.Client({ connectionString: shop.adminUrl })
  await admin.connect()
  const run = (text: string) => admin.query(text, [shop.tenant_id])
  const who = `(select customer_id, abs(hashtext(customer_id::text)) h from customer where tenant_id = $1) x`
  await inBulk(admin, ['identifier', 'consent', 'message'], async () => {
    await run(`insert into identifier (tenant_id, customer_id, kind, value, type, given, source, recorded_at, recorded_by)
    select $1, customer_id, 'email', 'm' || customer_id || '@exemple.fr', null, 'm', 'bench', now(), 'bench' from ${who} where h % 5 < 4
    union all select $1, customer_id, 'phone', '+336' || lpad((row_number() over ())::text, 8, '0'), 'mobile', 'm', 'bench', now(), 'bench'
    from ${who} where h % 5 > 1`)
    await run(`insert into consent (tenant_id, customer_id, consent_id, channel, purpose, given, text_version, language, text_hash, source,
      actor, occurred_at, recorded_at)
    select $1, customer_id, gen_random_uuid(), c, 'offers', (h + n) % 7 <> 0, 1, 'fr', '', 'bench', 'bench',
      now() - (9 - n) * interval '30 days', now() - (9 - n) * interval '30 days'
    from ${who} cross join unnest(array['email', 'sms']) c cross join generate_series(1, 2) n where h % 11 <> 0`)
    await run(`insert into message (tenant_id, message_id, customer_id, channel, purpose, template, recipient, body_text, state, created_at, sent_at,
      origin_kind, origin_id, priority, cost_millicents)
    select $1, gen_random_uuid(), customer_id, 'email', 'marketing', 't', 'm' || customer_id || '@exemple.fr', '', 'sent',
      now() - n * interval '40 days' - (h % 30) * interval '1 day', now() - n * interval '40 days' - (h % 30) * interval '1 day',
      'campaign', md5('o' || n)::uuid, 10, 2000
    from ${who} cross join generate_series(0, 2) n`)
  })
  await admin.end()
  if (people !== shop.customer_ids.length) throw new Error('everybody has a past')
}

async function writeTemplates(ctx: Context, public_url: string) {
  await writeBrand(ctx, {
    ...(await readBrand(ctx)),
    legal_name: 'Boutique SARL',
    postal_address: '4 rue des Lilas, 42000 Saint-Étienne',
    sms_stop: '36180',
    sms_name: 'Boutique',
  })
  const blocks = [{ block_id: 'a', kind: 'text' as const, words: 'Bonjour {{ first_name }}, venez voir.' }]
  const drafts = {
    email: { subject: 'Une surprise', preheader: 'À lire', blocks },
    sms: { text: 'Boutique : une surprise vous attend, {{ first_name }}.' },
  }
  const written = []
  for (const channel of ['email', 'sms'] as const) {
    const template_id = newId()
    const draft = { fr: drafts[channel], en: null } as never
    await writeTemplate(ctx, { template_id, name: channel, channel, purpose: 'marketing', draft })
    await putInService(ctx, public_url, template_id, 1)
    written.push({ channel, template_id })
  }
  return written
}

/** Everything that a decision reads, by one statement for a slice, and a line for each person: what any program would have to do. */
async function readPlainly(shop: BenchShop) {
  const pool = new pg.Pool({ connectionString: shop.adminUrl, max: 1 })
  await pool.query('create unlogged table plain_line (like campaign_rehearsal_line)')
  await pool.query(
    'alter table plain_line set logged, add primary key (tenant_id, rehearsal_id, customer_id)',
  )
  const rehearsal_id = newId()
  let after: string | null = null
  for (;;) {
    const { rows }: pg.QueryResult<{ customer_id: string }> = await pool.query(
      `select c.customer_id, c.first_name, c.last_name, c.address_line1, c.postal_code, c.city, c.home_store_id, c.left_at,
        (select jsonb_agg(jsonb_build_array(i.kind, i.value, i.type)) from identifier i where i.tenant_id = $1
          and i.customer_id = c.customer_id) addresses,
        (select jsonb_agg(jsonb_build_array(k.channel, k.purpose, k.given)) from (select distinct on (channel, purpose) channel,
            purpose, given from consent k where k.tenant_id = $1 and k.customer_id = c.customer_id
            order by channel, purpose, occurred_at desc) k) answers,
        (select jsonb_agg(jsonb_build_array(m.channel, m.purpose, m.sent_at)) from message m where m.tenant_id = $1
          and m.customer_id = c.customer_id and m.created_at > now() - interval '400 days') said,
        exists (select from customer_complaint o where o.tenant_id = $1 and o.customer_id = c.customer_id and o.closed_at is null) complains,
        exists (select from push_subscription p where p.tenant_id = $1 and p.customer_id = c.customer_id) has_push
      from customer c where c.tenant_id = $1 and c.customer_id > coalesce($2, '00000000-0000-0000-0000-000000000000'::uuid)
      order by c.customer_id limit ${SLICE}`,
      [shop.tenant_id, after],
    )
    if (rows.length === 0) break
    after = rows.at(-1)!.customer_id
    const lines = rows.map(({ customer_id }) => ({
      customer_id,
      outcome: 'go',
      variant: 'A',
      channel: 'email',
    }))
    await pool.query(
      `insert into plain_line (tenant_id, rehearsal_id, customer_id, outcome, variant, channel, held, cost_millicents)
      select $1, $2, customer_id, outcome, variant, channel, '[]', 2000
      from jsonb_to_recordset($3) r (customer_id uuid, outcome text, variant text, channel text)`,
      [shop.tenant_id, rehearsal_id, JSON.stringify(lines)],
    )
  }
  await pool.query('drop table plain_line')
  await pool.end()
}

async function countQueued(shop: BenchShop): Promise<number> {
  const { rows } = await inTenant(
    shop.db,
    { tenant_id: shop.tenant_id, actor: 'bench' },
    ({ tx, tenant_id }) =>
      sql<{
        n: number
      }>`select count(*)::int n from message where tenant_id = ${tenant_id} and state = 'queued'`.execute(tx),
  )
  return rows[0]!.n
}
