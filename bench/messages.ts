/**
 * `npm run bench -- messages [--quick]`: a campaign of personalised e-mails from « queue these people » to accepted by an
 * SMTP server; beside it, in the same run, a bare nodemailer pool of 100 connections that sends one such mail over and over.
 * Once without a DKIM signature, once with one made for each mail on both sides; the worse of the two ratios counts. Then
 * text messages by SMPP beside a bare client of the same window. The sinks are processes of their own; everything else is
 * what a worker does, consent, caps and links included.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { openCarriers, type Carriers } from '../server/features/messages/carriers.ts'
import { composeMail, openLetterheads } from '../server/features/messages/compose-mail.ts'
import { openPen } from '../server/features/messages/compose.ts'
import { openPost } from '../server/features/messages/post.ts'
import { queueMessages } from '../server/features/messages/queue.ts'
import { ALL_OPEN } from '../server/features/messages/routes-open.ts'
import { sendDue } from '../server/features/messages/send.ts'
import type { Content, QueuedMessage } from '../server/features/messages/shape.ts'
import { takeSlice } from '../server/features/messages/slice.ts'
import { inTenant } from '../server/platform/database.ts'
import { readSecret } from '../server/platform/secrets.ts'
import { bareNodemailer, bareSmpp, POOL, type Key } from './bare-senders.ts'
import { measured, watchMemory } from './measure.ts'
import { giveConsents, messageFor, ownDomain, writeNewsletter } from './messages-shop.ts'
import { benchShop, type BenchShop } from './shop.ts'

const PEOPLE = 100_000
const QUICK_PEOPLE = 10_000
/** As a campaign queues: so many people at once. */
const SLICE = 2_000
const LIMIT = 0.9
/** Of the bare pool: it sends one mail over and over, and is as quick after that many as after all. */
const BARE_MAX = 20_000
const NEVER_MS = 3_600_000

type Count = { distinct: number; all: number }

export async function run({ quick }: { quick: boolean }) {
  const people = quick ? QUICK_PEOPLE : PEOPLE
  const shop = await benchShop(2 * people, 1)
  const [mailSink, textSink] = [await openSink('smtp'), await openSink('smpp')]
  const config = {
    ...shop.config,
    smtp_url: `smtp://127.0.0.1:${mailSink.port}`,
    smpp_url: `smpp://bench:bench@127.0.0.1:${textSink.port}`,
    mail_from: 'bonjour@boutique.example',
  }
  const post = openPost(shop.db, config)
  const bench: Bench = { shop, config, post, mailSink, textSink }
  try {
    await giveConsents(shop)
    const content = await writeNewsletter(shop, config.public_url)
    const [first, second] = [shop.customer_ids.slice(0, people), shop.customer_ids.slice(people)]
    const plain = await compareMail(bench, first, content, null)
    const signed = await compareMail(bench, second, content, await ownDomain(shop))
    const texts = await compareTexts(bench, first)
    console.table([...plain.rows, ...signed.rows, ...texts.rows])
    console.log(`${plain.bytes} bytes each, ${signed.bytes} signed`)
    console.table(signed.memory)
    const ratio = Math.min(plain.ratio, signed.ratio)
    return {
      bench: 'messages',
      ours: ratio,
      limit: LIMIT,
      ratio,
      unsigned_ratio: plain.ratio,
      signed_ratio: signed.ratio,
      per_s: plain.per_s,
      nodemailer_per_s: plain.bare_per_s,
      signed_per_s: signed.per_s,
      nodemailer_signed_per_s: signed.bare_per_s,
      sms_per_s: texts.per_s,
      smpp_per_s: texts.bare_per_s,
      sms_ratio: texts.ratio,
      memory: signed.memory,
      messages: people,
    }
  } finally {
    await post.close()
    mailSink.child.disconnect()
    textSink.child.disconnect()
    await shop.drop()
  }
}

type Bench = {
  shop: BenchShop
  config: BenchShop['config'] & { smtp_url: string; smpp_url: string; mail_from: string }
  post: ReturnType<typeof openPost>
  mailSink: Awaited<ReturnType<typeof openSink>>
  textSink: Awaited<ReturnType<typeof openSink>>
}
/** One campaign through the outbox, then the same mail over a bare pool; both signed, or neither. */
async function compareMail(bench: Bench, customer_ids: string[], content: Content, key: Key | null) {
  const { config, mailSink } = bench
  const people = customer_ids.length
  const ours = await campaign(bench, customer_ids, 'email', (id, at) =>
    messageFor(id, at, 'email', 'marketing', content),
  )
  expectEach(await mailSink.count(), people)
  const { unsigned, signed } = await sampleMail(bench, customer_ids[0]!, content)
  const bare_count = Math.min(people, BARE_MAX)
  const bare = await measured(bench.shop, mailSink, bare_count, () =>
    bareNodemailer(config.smtp_url, unsigned, bare_count, key),
  )
  await mailSink.count()
  const how = key ? 'signed' : 'unsigned'
  return {
    rows: [
      { way: `e-mail, ${how}, ours: from the audience to accepted`, ...ours.row },
      { way: `e-mail, ${how}, bare nodemailer pool of ${POOL}`, ...bare.row },
    ],
    bytes: (key ? signed : unsigned).content.length,
    memory: ours.memory,
    per_s: ours.row.per_s,
    bare_per_s: bare.row.per_s,
    ratio: thousandths(ours.row.per_s / bare.row.per_s),
  }
}

async function compareTexts(bench: Bench, customer_ids: string[]) {
  const { config, textSink } = bench
  const people = customer_ids.length
  const ours = await campaign(bench, customer_ids, 'sms', (id, at) =>
    messageFor(id, at, 'sms', 'service', { subject: null, text: `${id} Vos points`, html: null }),
  )
  expectEach(await textSink.count(), people)
  const bare = await measured(bench.shop, textSink, people, () => bareSmpp(config.smpp_url, people))
  return {
    rows: [
      { way: 'SMS, ours: from the audience to accepted', ...ours.row },
      { way: 'SMS, bare client of the same window', ...bare.row },
    ],
    per_s: ours.row.per_s,
    bare_per_s: bare.row.per_s,
    ratio: thousandths(ours.row.per_s / bare.row.per_s),
  }
}

const thousandths = (ratio: number) => Math.round(1000 * ratio) / 1000

function expectEach(taken: Count, people: number) {
  if (taken.distinct !== people || taken.all !== people)
    throw new Error(`${people} were queued, ${taken.all} arrived, ${taken.distinct} of them different`)
}

/** Queued in slices, as a campaign does; the sender begins with the first of them, as its job does. */
async function campaign(
  bench: Bench,
  customer_ids: string[],
  channel: 'email' | 'sms',
  wish: (id: string, at: number) => QueuedMessage,
) {
  const { shop, config, post } = bench
  const who = { tenant_id: shop.tenant_id, actor: 'bench' }
  const pen = openPen(config)
  const people = customer_ids.length
  const memory = watchMemory(people)
  const open = openCarriers(shop.db, config, post)
  const carriers: Carriers = async (asked) => {
    const carrier = await open(asked)
    return async (slice) => {
      const outcomes = await carrier(slice)
      memory.left(slice.length)
      return outcomes
    }
  }
  let queued = 0
  const queue = async () => {
    for (let from = 0; from < people; from += SLICE) {
      const slice = customer_ids.slice(from, from + SLICE).map((id, at) => wish(id, from + at))
      queued += await inTenant(shop.db, who, (ctx) => queueMessages(ctx, slice))
    }
  }
  const send = async () => {
    while (memory.count() < people) {
      if (queued > memory.count())
        await sendDue(shop.db, carriers, pen, { tenant_id: shop.tenant_id, channel }, NEVER_MS)
      else await sleep(5)
    }
  }
  const sink = channel === 'email' ? bench.mailSink : bench.textSink
  const { row } = await measured(bench.shop, sink, people, () => Promise.all([queue(), send()]))
  return { row, memory: memory.rows }
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
  const cpu = async () => {
    child.send('cpu')
    const [told] = (await once(child, 'message')) as [{ cpu_us: number }]
    return told.cpu_us
  }
  return { child, port, count, cpu }
}

/** One of ours as it goes over the line, links and headers included, without and with its signature. */
async function sampleMail({ shop, config }: Bench, customer_id: string, content: Content) {
  const who = { tenant_id: shop.tenant_id, actor: 'bench' }
  const wish = messageFor(customer_id, 0, 'email', 'service', content)
  await inTenant(shop.db, who, (ctx) => queueMessages(ctx, [wish]))
  const { ready } = await inTenant(shop.db, who, (ctx) =>
    takeSlice(ctx, 'email', openPen(config), 1, ALL_OPEN),
  )
  const [message] = ready.map((one) => ({ ...one, purpose: 'marketing' as const }))
  const sender = await openLetterheads(shop.db, config)(shop.tenant_id, 'marketing')
  const secret = readSecret(config.home, 'return-path')
  return {
    unsigned: await composeMail(message!, { ...sender, key: null }, secret),
    signed: await composeMail(message!, sender, secret),
  }
}
