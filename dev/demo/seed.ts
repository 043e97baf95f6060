/** Fills an empty install with « Lili Rose », two clothes shops in Saint-Étienne, and three years of their customers. */
import { sql } from 'kysely'
import type { Parts } from '../../server/app.ts'
import { linkCard } from '../../server/features/cards/access.ts'
import { openCodes } from '../../server/features/vouchers/codes.ts'
import { inTenant } from '../../server/platform/database.ts'
import { reactUntilDone } from '../../server/platform/reactor.ts'
import { reactions } from '../../server/reactions.ts'
import type { Say } from '../../server/start.ts'
import { analyse, clearInstall } from './afresh.ts'
import { addCampaigns } from './campaigns.ts'
import { addHabits } from './habits.ts'
import { letTeamIn, openHouse, pairingCode, SLUG, type House } from './house.ts'
import { live } from './live.ts'
import { makePeople } from './people.ts'
import { demoShop, WHOLE, type Size } from './shop.ts'
import { makeVisits } from './visits.ts'

/** The year of the first shop. */
const SEED = 2003

/** `afresh` clears what a demo that was cut off has left. */
export type Wish = { owner_url: string; afresh?: boolean; seed?: number; now?: Date; size?: Size }

export async function seedDemo(
  parts: Parts,
  say: Say,
  { owner_url, afresh, seed = SEED, now = new Date(), size = WHOLE }: Wish,
) {
  const started = performance.now()
  if (afresh) await clearInstall(owner_url, SLUG)
  const shop = demoShop(seed, now, size)
  const people = makePeople(shop, size.customers)
  const visits = makeVisits(shop, people)
  const house = await openHouse(parts, shop)
  await live(parts, openCodes(parts.config.home), shop, house, people, visits, teller(say))
  await addHabits(parts, shop, house, people, visits)
  await analyse(owner_url)
  await settled(parts, house.tenant_id)
  await reactUntilDone(parts.db, house.tenant_id, reactions)
  await addCampaigns(parts, openCodes(parts.config.home), shop, house)
  await settled(parts, house.tenant_id)
  await reactUntilDone(parts.db, house.tenant_id, reactions)
  await letTeamIn(parts, house)
  const seconds = Math.round((performance.now() - started) / 1000)
  say(
    `Lili Rose\u202f: ${people.length} clientes et clients, ${visits.length} ventes, en ${seconds}\u00a0s.`,
    `Lili Rose: ${people.length} customers, ${visits.length} sales, in ${seconds} s.`,
  )
  await tellDoors(parts, house, say, people.findLast((one) => one.rhythm === 'regular')!.customer_id)
  return {
    address: parts.config.public_url,
    email: 'sandra@lilirose.example',
    password: house.password,
    tenant_id: house.tenant_id,
  }
}

/** A line now and then: who waits for a first start wants to see that it goes on. */
function teller(say: Say) {
  let told = 0
  return (share: number) => {
    const percent = Math.floor(share * 100)
    if (percent < told + 20) return
    told = percent
    say(`  ${percent}\u00a0%`, `  ${percent} %`)
  }
}

/** Facts are read once no older transaction can still write one before them. */
async function settled({ db }: Parts, tenant_id: string) {
  for (const until = Date.now() + 30_000; Date.now() < until;) {
    const { done } = await inTenant(db, { tenant_id, actor: 'system' }, async ({ tx }) => {
      const { rows } = await sql<{ done: boolean }>`
        select coalesce(max(txid), 0) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint as done
        from fact where tenant_id = ${tenant_id}`.execute(tx)
      return rows[0]!
    })
    if (done) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** What opens the till and a card at once; the console prints its own way in at every start. */
async function tellDoors(parts: Parts, house: House, say: Say, customer_id: string) {
  const { public_url } = parts.config
  const { url } = await inTenant(parts.db, { tenant_id: house.tenant_id, actor: 'system' }, (ctx) =>
    linkCard(ctx, public_url, customer_id),
  )
  const code = await pairingCode(parts, house, new Date())
  say(`Une carte de cliente\u202f: ${url}`, `A customer’s card: ${url}`)
  say(
    `La caisse\u202f: ${public_url}/till, code ${code} (dix minutes\u202f; ensuite\u202f: Magasins, Caisses). PIN d’Inès\u202f: 4831.`,
    `The till: ${public_url}/till, code ${code} (ten minutes; later: Stores, Tills). Inès’s PIN: 4831.`,
  )
}
