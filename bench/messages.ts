/**
 * `npm run bench -- messages [--quick]`: a campaign of personalised, signed e-mails from « queue these people » to
 * accepted by an SMTP server; beside it, in the same run, a bare nodemailer pool of 100 connections that sends one such
 * mail as it is, over and over. Then text messages by SMPP beside a bare client of the same window. The sinks are
 * processes of their own; everything else is what a worker does, consent, caps and links included.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { sql } from 'kysely'
import { createTransport } from 'nodemailer'
import smpp from 'smpp'
import { openCarriers } from '../server/features/messages/carriers.ts'
import { composeMail, openLetterheads } from '../server/features/messages/compose-mail.ts'
import { openPen } from '../server/features/messages/compose.ts'
import { openPost } from '../server/features/messages/post.ts'
import { queueMessages } from '../server/features/messages/queue.ts'
import { sendDue } from '../server/features/messages/send.ts'
import type { Content, QueuedMessage } from '../server/features/messages/shape.ts'
import { takeSlice } from '../server/features/messages/slice.ts'
import { readBrand, writeBrand } from '../server/features/templates/brand.ts'
import { putInService, writeTemplate } from '../server/features/templates/actions.ts'
import { newId } from '../server/lib/id.ts'
import { inTenant } from '../server/platform/database.ts'
import { readSecret } from '../server/platform/secrets.ts'
import { benchShop, type BenchShop } from './shop.ts'

const PEOPLE = 100_000
const QUICK_PEOPLE = 10_000
const POOL = 100
/** As a campaign queues: so many people at once. */
const SLICE = 2_000
const LIMIT = 0.9
const NEVER_MS = 3_600_000

type Count = { distinct: number; all: number; bytes: number; cpu_us: number }

export async function run({ quick }: { quick: boolean }) {
  const people = quick ? QUICK_PEOPLE : PEOPLE
  const shop = await benchShop(people, 1)
  const [mailSink, textSink] = [await openSink('smtp'), await openSink('smpp')]
  const config = {
    ...shop.config,
    smtp_url: `smtp://127.0.0.1:${mailSink.port}`,
    smpp_url: `smpp://bench:bench@127.0.0.1:${textSink.port}`,
    mail_from: 'bonjour@boutique.example',
  }
  const post = openPost(shop.db, config)
  const carriers = openCarriers(shop.db, config, post)
  const pen = openPen(config)
  const who = { tenant_id: shop.tenant_id, actor: 'bench' }
  try {
    await giveConsents(shop)
    const content = await writeNewsletter(shop, config.public_url)
    const memory = watchMemory()
    const queue = async (wish: (id: string, at: number) => QueuedMessage) => {
      for (let from = 0; from < people; from += SLICE) {
        const slice = shop.customer_ids.slice(from, from + SLICE).map((id, at) => wish(id, from + at))
        await inTenant(shop.db, who, (ctx) => queueMessages(ctx, slice))
      }
    }
    const ours = await timed(async () => {
      await queue((id, at) => messageFor(id, at, 'email', 'marketing', content))
      await sendDue(shop.db, carriers, pen, { tenant_id: shop.tenant_id, channel: 'email' }, NEVER_MS)
    })
    const rss = memory()
    const taken = await mailSink.count()
    if (taken.distinct !== people || taken.all !== people)
      throw new Error(`${people} were queued, ${taken.all} arrived, ${taken.distinct} of them different`)
    const sample = await sampleMail(shop, config, content)
    const bare = await timed(() => bareNodemailer(config.smtp_url, sample, quick ? people : people / 2))
    const bare_per_s = (quick ? people : people / 2) / bare
    await mailSink.count()

    const sms_s = await timed(async () => {
      await queue((id, at) =>
        messageFor(id, at, 'sms', 'service', { subject: null, text: `${id} Vos points`, html: null }),
      )
      await sendDue(shop.db, carriers, pen, { tenant_id: shop.tenant_id, channel: 'sms' }, NEVER_MS)
    })
    const sms = await textSink.count()
    if (sms.distinct !== people || sms.all !== people)
      throw new Error(`${sms.all} texts of ${people} arrived`)
    const sms_bare = people / (await timed(() => bareSmpp(config.smpp_url, people)))
    const per_s = people / ours
    console.table([
      { way: 'e-mail, ours: from the audience to accepted', per_s: Math.round(per_s) },
      { way: `e-mail, bare nodemailer pool of ${POOL}`, per_s: Math.round(bare_per_s) },
      { way: 'SMS, ours: from the audience to accepted', per_s: Math.round(people / sms_s) },
      { way: 'SMS, bare client of the same window', per_s: Math.round(sms_bare) },
    ])
    console.log(
      `${sample.bytes.length} bytes each; memory ${rss.start_mb} MB before, ${rss.peak_mb} MB at most`,
    )
    return {
      bench: 'messages',
      ours: Math.round((1000 * per_s) / bare_per_s) / 1000,
      limit: LIMIT,
      ratio: Math.round((1000 * per_s) / bare_per_s) / 1000,
      per_s: Math.round(per_s),
      nodemailer_per_s: Math.round(bare_per_s),
      sms_per_s: Math.round(people / sms_s),
      smpp_per_s: Math.round(sms_bare),
      rss_start_mb: rss.start_mb,
      rss_peak_mb: rss.peak_mb,
      messages: people,
    }
  } finally {
    await post.close()
    mailSink.child.disconnect()
    textSink.child.disconnect()
    await shop.drop()
  }
}

async function openSink(kind: 'smtp' | 'smpp') {
  const child: ChildProcess = fork(new URL('./sink.ts', import.meta.url), { execArgv: [] })
  child.send(kind)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  const count = async () => {
    child.send('count')
    const [told] = (await once(child, 'message')) as [Count]
    return told
  }
  return { child, port, count }
}

const timed = async (work: () => Promise<unknown>) => {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

function watchMemory() {
  globalThis.gc?.()
  const mb = () => Math.round(process.memoryUsage().rss / 1e6)
  const start_mb = mb()
  let peak_mb = start_mb
  const timer = setInterval(() => (peak_mb = Math.max(peak_mb, mb())), 200)
  return () => {
    clearInterval(timer)
    return { start_mb, peak_mb: Math.max(peak_mb, mb()) }
  }
}

function giveConsents(shop: BenchShop) {
  const at = new Date(Date.now() - 86_400_000)
  return inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, async ({ tx }) => {
    await sql`insert into consent (tenant_id, customer_id, consent_id, channel, purpose, given, text_version, language,
        text_hash, source, actor, occurred_at, recorded_at)
      select tenant_id, customer_id, md5('consent' || customer_id)::uuid, 'email', 'offers', true, 1, 'fr', '\\x00', 'bench',
        'bench', ${at}, ${at}
      from customer where tenant_id = ${shop.tenant_id}`.execute(tx)
    await sql`analyze customer`.execute(tx).catch(() => {})
  })
}

const WORDS = `Bonjour {{ first_name }},

La nouvelle saison est arrivée. **Vos pièces préférées** vous attendent en boutique, et nous avons mis de côté
quelques modèles dans votre taille. Passez nous voir avant samedi : le café est offert.`

async function writeNewsletter(shop: BenchShop, public_url: string): Promise<Content> {
  const template_id = newId()
  const blocks = [
    { block_id: 'a', kind: 'text' as const, words: WORDS },
    {
      block_id: 'b',
      kind: 'button' as const,
      label: 'Voir la saison',
      url: 'https://boutique.example/saison',
    },
    { block_id: 'c', kind: 'text' as const, words: WORDS.replace('La nouvelle', 'Et une autre') },
  ]
  const draft = {
    fr: { subject: 'Une surprise pour vous, {{ first_name }}', preheader: 'À lire', blocks },
    en: null,
  }
  await inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, async (ctx) => {
    await writeTemplate(ctx, { template_id, name: 'Bench', channel: 'email', purpose: 'marketing', draft })
    await writeBrand(ctx, {
      ...(await readBrand(ctx)),
      legal_name: 'Boutique SARL',
      postal_address: '4 rue des Lilas, 42000 Saint-Étienne',
    })
    await putInService(ctx, public_url, template_id, 1)
  })
  return { template_id, version: 1, language: 'fr', values: {} }
}

const ORIGIN = { kind: 'campaign' as const, id: newId(), step: null }

const messageFor = (
  customer_id: string,
  at: number,
  channel: 'email' | 'sms',
  purpose: 'marketing' | 'service',
  content: Content,
): QueuedMessage => ({
  message_id: newId(),
  customer_id,
  channel,
  purpose,
  recipient: channel === 'email' ? `client${at}@exemple${at % 50}.fr` : `+336${String(10_000_000 + at)}`,
  content,
  origin: ORIGIN,
  store_id: null,
  priority: 10,
  due_at: new Date(),
  useful_until: null,
  cost_millicents: 2_000,
})

/** One of ours as it goes over the line, links, headers and signature included. */
async function sampleMail(shop: BenchShop, config: BenchShop['config'], content: Content) {
  const who = { tenant_id: shop.tenant_id, actor: 'bench' }
  const wish = messageFor(shop.customer_ids[0]!, 0, 'email', 'service', content)
  await inTenant(shop.db, who, (ctx) => queueMessages(ctx, [wish]))
  const { ready } = await inTenant(shop.db, who, (ctx) => takeSlice(ctx, 'email', openPen(config), 1))
  const sender = await openLetterheads(shop.db, config)(shop.tenant_id, 'marketing')
  return composeMail(ready[0]!, sender, readSecret(config.home, 'return-path'))
}

async function bareNodemailer(
  url: string,
  { from, to, bytes }: { from: string; to: string; bytes: Buffer },
  count: number,
) {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: POOL,
    maxMessages: Infinity,
  } as object)
  let left = count
  const one = async () => {
    while (left-- > 0) await transport.sendMail({ envelope: { from, to: [to] }, raw: bytes })
  }
  await Promise.all(Array.from({ length: POOL }, one))
  transport.close()
}

const WINDOW = 40

async function bareSmpp(url: string, count: number) {
  const session = smpp.connect({ url })
  session.socket.setNoDelay(true)
  await once(session, 'connect')
  const { username: system_id, password } = new URL(url)
  await new Promise((bound) => session.bind_transceiver({ system_id, password }, bound))
  let left = count
  const one = async () => {
    while (left-- > 0)
      await new Promise((answered) =>
        session.submit_sm(
          {
            source_addr: 'BENCH',
            destination_addr: '33612345678',
            short_message: { message: `b${left} Vos points` },
          },
          answered,
        ),
      )
  }
  await Promise.all(Array.from({ length: WINDOW }, one))
  await new Promise<void>((closed) => session.close(closed))
}
