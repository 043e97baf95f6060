/**
 * Messages of the outbox by the card in a phone: on Apple's they stand in a field whose change the phone shows, on Google's
 * they are added to the card. Answers for every message, in order, and never throws.
 */
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import type { Outcome } from '../messages/carriers.ts'
import type { Ready } from '../messages/slice.ts'
import { listLivePasses } from '../pressure/state-queries.ts'
import { openCodes } from '../vouchers/codes.ts'
import { logoUrl, type Wallet } from './actions.ts'
import { keptOf, readFace } from './face.ts'
import { addMessage, putCard } from './google.ts'
import type { Reply } from './google-account.ts'
import { openLines, ringPhones, type GoogleLine, type Lines } from './lines.ts'
import {
  deletePassMessage,
  findSaleEnd,
  lockPass,
  putPassMessage,
  writeHeld,
  writeNotices,
  type PassMessage,
} from './message-queries.ts'
import { endTelling, findShop, writeFace } from './queries.ts'
import { LEASE_MS, noticesAfter, standsUntil } from './rules.ts'

type Settings = Wallet['settings']
type Tools = { db: Database; wallet: Pick<Wallet, 'settings' | 'shown'> }
type Pass = Awaited<ReturnType<typeof listLivePasses>>[number]
type Said = PassMessage & { until: Date }

const refused = (error: string): Outcome => ({ handed: { failure: 'refused', error }, ref: null })
const NOT_SET_UP = refused('this channel is not set up')
const NO_PHONE = refused('no phone takes it')
const SENT: Outcome = { handed: null, ref: null }

/** Whoever is idle for so long is hung up on: Apple asks that a line is kept while there is something to say. */
const IDLE_MS = 10_000

export function openPassCarrier(db: Database, settings: Settings) {
  const shown = { codes: openCodes(settings.home), public_url: settings.public_url }
  const tools: Tools = { db, wallet: { settings, shown } }
  let kept: { lines: Lines; idle: NodeJS.Timeout } | undefined
  function hangUp(lines: Lines) {
    if (kept?.lines !== lines) return
    clearTimeout(kept.idle)
    kept = undefined
    lines.apns?.close()
  }
  function take(): Lines {
    const lines = kept?.lines ?? openLines(settings, new Date())
    clearTimeout(kept?.idle)
    kept = { lines, idle: setTimeout(() => hangUp(lines), IDLE_MS).unref() }
    return lines
  }
  return async (slice: Ready[]): Promise<Outcome[]> => {
    const lines = take()
    const outcomes = await Promise.all(
      slice.map((message) =>
        // What could not even be begun has not left.
        carry(tools, lines, message).catch((error: Error): Outcome => ({
          handed: { failure: 'later', error: error.message },
          ref: null,
        })),
      ),
    )
    // A line that failed is not asked again: the next part has a new one, also of a certificate renewed meanwhile.
    if (outcomes.some(({ handed }) => handed !== null && handed.failure !== 'refused')) hangUp(lines)
    return outcomes
  }
}

async function carry(tools: Tools, { apns, google }: Lines, message: Ready): Promise<Outcome> {
  if (!apns && !google) return NOT_SET_UP
  const who = { tenant_id: message.tenant_id, actor: 'system' }
  const { pass, said } = await inTenant(tools.db, who, async (ctx) => ({
    pass: (await listLivePasses(ctx, [message.customer_id]))[0],
    said: await saidBy(ctx, message),
  }))
  if (!pass) return NO_PHONE
  if (pass.kind === 'google') return google ? addToGoogle(tools, google, pass, message, said) : NOT_SET_UP
  if (!apns) return NOT_SET_UP
  const changed_tx = await inTenant(tools.db, who, (ctx) => putOnApple(ctx, tools, pass, message, said))
  const { rung, problem } = await ringPhones(tools.db, apns, message.tenant_id, pass.pass_id)
  if (rung === 0 && problem !== null) return { handed: { failure: 'later', error: problem }, ref: null }
  await inTenant(tools.db, who, async (ctx) => {
    await endTelling(ctx, { pass_id: pass.pass_id, changed_tx }, { due_at: null, tries: 0, problem })
    if (rung === 0) await deletePassMessage(ctx, pass.pass_id)
  })
  return rung > 0 ? SENT : NO_PHONE
}

async function saidBy(
  ctx: Context,
  { words, links, useful_until, origin_kind, origin_id }: Ready,
): Promise<Said> {
  const sale_end = origin_kind === 'campaign' ? await findSaleEnd(ctx, origin_id) : null
  return {
    title: (words.subject ?? '').slice(0, 120),
    body: words.text.slice(0, 500),
    url: words.push?.target ? links.follow(words.push.target, 0) : null,
    until: standsUntil({ sale_end, useful_until }, ctx.now),
  }
}

/**
 * The words stand in the pass before its phones are told, and stay there when they cannot be: told again, a phone finds
 * what it has, and shows it once. What a crash leaves between the two is rung by the passes' own job.
 */
async function putOnApple(ctx: Context, { wallet }: Tools, pass: Pass, { message_id }: Ready, said: Said) {
  const { pass_id, customer_id } = pass
  await lockPass(ctx, pass_id)
  await putPassMessage(ctx, { ...said, pass_id, message_id })
  const face = keptOf(await readFace(ctx, wallet.shown, customer_id, pass_id))
  return writeFace(ctx, pass_id, face, new Date(ctx.now.getTime() + LEASE_MS))
}

/** One call adds the words and rings; beyond what Google lets ring in a day they stand on the card without a sound. */
async function addToGoogle({ db, wallet }: Tools, line: GoogleLine, pass: Pass, message: Ready, said: Said) {
  const { tenant_id, message_id } = message
  const { pass_id, customer_id } = pass
  const who = { tenant_id, actor: 'system' }
  const { rings, noticed_at } = noticesAfter(pass.noticed_at, new Date())
  const add = (aloud: boolean) => addMessage(line, pass_id, { ...said, id: message_id, aloud })
  let [reply, rang] = [await add(rings), rings]
  if (reply.status === 404) {
    const { face, shop } = await inTenant(db, who, async (ctx) => ({
      face: await readFace(ctx, wallet.shown, customer_id, pass_id),
      shop: await findShop(ctx),
    }))
    const card = { tenant_id, pass_id, logo_url: logoUrl(wallet, shop) }
    const put = await putCard(line.google, line.account, face, card)
    if (put.problem !== null) return { handed: { failure: 'later' as const, error: put.problem }, ref: null }
    reply = await add(rings)
  }
  if (rings && reply.problem !== null && /quota/i.test(reply.problem)) {
    reply = await add(false)
    rang = false
  }
  const written = inTenant(db, who, async (ctx) => {
    if (rang && (reply.problem === null || reply.unsure)) await writeNotices(ctx, pass_id, noticed_at)
    if (reply.is_held !== null) await writeHeld(ctx, pass_id, reply.is_held)
  })
  // What was added and could not be written down is not added again.
  return written.then(
    () => outcomeOf(reply),
    (error: Error) => outcomeOf({ ...reply, problem: error.message, unsure: true }),
  )
}

/** Added twice it would stand there twice: so what may have been added and was not answered is in doubt. */
function outcomeOf({ status, problem, unsure, is_held }: Reply): Outcome {
  if (problem === null) return is_held === false ? NO_PHONE : SENT
  if (unsure) return { handed: { failure: 'unsure', error: problem }, ref: null }
  const later = status === 0 || status === 401 || status === 403 || status === 429 || status === 503
  return { handed: { failure: later ? 'later' : 'refused', error: problem }, ref: null }
}
