/**
 * The job behind passes: looks at each that may show something else, then tells the phones that hold it. It can stop
 * anywhere: what is looked at is no longer marked, what is told is no longer due, and telling twice harms nobody.
 */
import { inTenant, type Context, type Database } from '../../platform/database.ts'
import { logoUrl, type Wallet } from './actions.ts'
import { keptOf, readFace, type Shown } from './face.ts'
import { putCard, ring } from './google.ts'
import { openLines, ringPhones, type GoogleLine, type Lines } from './lines.ts'
import { deletePassMessage, endPassMessages, writeHeld } from './message-queries.ts'
import {
  endStale,
  endTelling,
  enqueueRefresh,
  findNextDue,
  findShop,
  hasOldWork,
  lockStale,
  takeDue,
  writeFace,
  type Due,
} from './queries.ts'
import { LEASE_MS, nextTryAt, noticesAfter } from './rules.ts'

const SLICE = 50
const FIRST = '00000000-0000-0000-0000-000000000000'

export async function refreshPasses(db: Database, wallet: Wallet, tenant_id: string): Promise<void> {
  const who = { tenant_id, actor: 'system' }
  const broken = await lookAgain(db, wallet.shown, tenant_id)
  for (;;) {
    const due = await inTenant(db, who, (ctx) => takeDue(ctx, later(ctx.now, LEASE_MS), SLICE))
    if (due.length === 0) break
    await tellAll(db, wallet, tenant_id, due)
  }
  await inTenant(db, who, async (ctx) => {
    const next = await findNextDue(ctx)
    if (next) await enqueueRefresh(ctx, next)
  })
  // One card that cannot be read holds up no other; the job then fails, is seen, and comes again.
  if (broken) throw broken
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms)

async function lookAgain(db: Database, shown: Shown, tenant_id: string): Promise<unknown> {
  let broken: unknown
  for (let after = FIRST; ;) {
    let pass_id: string | undefined
    try {
      await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
        pass_id = await lookAtNext(ctx, shown, after, (taken) => (pass_id = taken))
      })
    } catch (error) {
      broken ??= error
      if (pass_id === undefined) return broken
    }
    if (pass_id === undefined) return broken
    after = pass_id
  }
}

async function lookAtNext(ctx: Context, shown: Shown, after: string, taken: (pass_id: string) => void) {
  const pass = await lockStale(ctx, after)
  if (!pass) return undefined
  taken(pass.pass_id)
  const face = await readFace(ctx, shown, pass.customer_id, pass.pass_id)
  if (face.void === 'left') await deletePassMessage(ctx, pass.pass_id)
  const now = keptOf(face)
  if (now.face_hash.equals(pass.face_hash)) await endStale(ctx, pass.pass_id)
  else await writeFace(ctx, pass.pass_id, now)
  return pass.pass_id
}

async function tellAll(db: Database, wallet: Wallet, tenant_id: string, due: Due[]) {
  const { apns, google } = openLines(wallet.settings, new Date())
  try {
    for (const one of due) {
      const tell = one.kind === 'apple' ? tellPhones(db, apns, tenant_id, one) : undefined
      await (tell ?? tellGoogle(db, wallet, google, tenant_id, one))
    }
  } finally {
    apns?.close()
  }
}

async function tellPhones(db: Database, apns: Lines['apns'], tenant_id: string, one: Due) {
  const { problem } = apns ? await ringPhones(db, apns, tenant_id, one.pass_id) : { problem: 'not set up' }
  await inTenant(db, { tenant_id, actor: 'system' }, (ctx) => finish(ctx, one, problem))
}

async function tellGoogle(
  db: Database,
  wallet: Wallet,
  line: GoogleLine | null,
  tenant_id: string,
  one: Due,
) {
  const who = { tenant_id, actor: 'system' }
  if (!line) return inTenant(db, who, (ctx) => finish(ctx, one, 'not set up'))
  const { face, shop } = await inTenant(db, who, async (ctx) => ({
    face: await readFace(ctx, wallet.shown, one.customer_id, one.pass_id),
    shop: await findShop(ctx),
  }))
  const card = { tenant_id, pass_id: one.pass_id, logo_url: logoUrl(wallet, shop) }
  const { problem, is_held } = await putCard(line.google, line.account, face, card)
  if (is_held !== null) await inTenant(db, who, (ctx) => writeHeld(ctx, one.pass_id, is_held))
  if (problem !== null || one.news === null) return inTenant(db, who, (ctx) => finish(ctx, one, problem))
  const { rings, noticed_at } = noticesAfter(one.noticed_at, new Date())
  if (rings) {
    const news = { headline: one.news, id: `change-${one.changed_tx}` }
    await ring(line.google, line.account, one.pass_id, face, news)
  }
  return inTenant(db, who, (ctx) => finish(ctx, one, null, noticed_at))
}

function finish(ctx: Context, one: Due, problem: string | null, noticed_at?: Date[]) {
  const end =
    problem === null
      ? { due_at: null, tries: 0, problem: null, news: null }
      : { due_at: nextTryAt(one.tries - 1, ctx.now), problem }
  return endTelling(ctx, one, { ...end, ...(noticed_at && { noticed_at }) })
}

const FORGOTTEN_MS = 10 * 60_000

/** What no job is at any more, because a program ended in between, is asked for again; messages that ended come off. */
export async function recoverPasses(db: Database): Promise<void> {
  for (const { tenant_id } of await db.selectFrom('tenant').select('tenant_id').execute())
    await inTenant(db, { tenant_id, actor: 'system' }, async (ctx) => {
      if ((await endPassMessages(ctx)) > 0) await enqueueRefresh(ctx)
      else if (await hasOldWork(ctx, later(ctx.now, -FORGOTTEN_MS))) await enqueueRefresh(ctx)
    })
}
