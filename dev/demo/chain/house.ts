/** « Le Panier Drive » before its first order: one company, its stores, its programme, the person who signs in. */
import { randomBytes } from 'node:crypto'
import type { Parts } from '../../../server/app.ts'
import { writeProgramme } from '../../../server/features/programmes/actions.ts'
import type { Programme } from '../../../server/features/programmes/programme.ts'
import { publicHolidays, type OpeningHours } from '../../../server/features/stores/rules.ts'
import { putStore } from '../../../server/features/stores/actions.ts'
import { createTenant } from '../../../server/features/tenants/actions.ts'
import { DAY_MS, isoDate } from '../../../server/lib/time.ts'
import { inTenant } from '../../../server/platform/database.ts'
import { passwordHash } from '../../../server/platform/users.ts'
import { randomFrom, type Random } from '../random.ts'
import { SLUG, TIME_ZONE, type ChainSize } from './size.ts'
import { TOWNS } from './towns.ts'

export const OWNER_EMAIL = 'reseau@panierdrive.example'

export type ChainHouse = { tenant_id: string; store_ids: string[]; password: string }

export async function openChain(
  { db, config }: Parts,
  size: ChainSize,
  seed: number,
  today: number,
): Promise<ChainHouse> {
  const random = randomFrom(seed)
  const opened = new Date((today - size.days - 1) * DAY_MS)
  const [tenant_id, password] = [random.id(opened.getTime()), randomBytes(9).toString('base64url')]
  const towns = TOWNS.slice(0, size.stores)
  const owner = {
    how: 'with_password' as const,
    name: 'Direction du réseau',
    email: OWNER_EMAIL,
    password_hash: await passwordHash(password),
  }
  await createTenant(db, config, {
    tenant_id,
    slug: SLUG,
    name: 'Le Panier Drive',
    store_name: nameOf(towns[0]!),
    owner,
  })
  return inTenant(db, { tenant_id, actor: 'system', now: opened }, async (ctx) => {
    const { store_id } = await ctx.tx
      .selectFrom('store')
      .select('store_id')
      .where('tenant_id', '=', tenant_id)
      .executeTakeFirstOrThrow()
    const store_ids = towns.map((_, nth) => (nth === 0 ? store_id : random.id(opened.getTime())))
    for (const [nth, town] of towns.entries()) {
      const [postal_code, city] = town
      const wish = {
        name: nameOf(town),
        code: postal_code,
        postal_code,
        city,
        address_line1: `${random.between(1, 90)} ${random.pick(STREETS)}`,
        opening_hours: hours(random),
        exceptions: holidays(today, postal_code),
        email: `drive${postal_code}@panierdrive.example`,
      }
      await putStore(ctx, store_ids[nth]!, wish, { store_ids: null, may_open: true }, TIME_ZONE)
    }
    await writeProgramme(ctx, {
      version: 1,
      programme: programmeOf(random, opened),
      effective_at: opened.toISOString(),
    })
    return { tenant_id, store_ids, password }
  })
}

const nameOf = ([, city]: (typeof TOWNS)[number]) => `Panier Drive ${city}`
const STREETS = [
  'avenue de l’Europe',
  'route de la Gare',
  'rue des Entrepreneurs',
  'boulevard de la Rocade',
  'rue du Commerce',
  'zone des Prés Neufs',
]

/** Most stay open all day; a third of the stores hand out on Sunday mornings. */
function hours(random: Random): OpeningHours {
  const day: OpeningHours['monday'] = [['08:30', random.chance(0.5) ? '20:00' : '19:30']]
  const week: OpeningHours = {
    monday: day,
    tuesday: day,
    wednesday: day,
    thursday: day,
    friday: day,
    saturday: day,
  }
  return random.chance(0.33) ? { ...week, sunday: [['09:00', '12:30']] } : week
}

function holidays(today: number, postal_code: string) {
  const year = Number(isoDate(today).slice(0, 4))
  return [year, year + 1].flatMap((one) =>
    publicHolidays(one, postal_code)
      .filter(({ date }) => /(01-01|05-01|12-25)$/.test(date))
      .map(({ date, label }) => ({ from: date, to: date, label: label.fr, hours: [] })),
  )
}

/** One point for 10 €, the rest kept for the next order; 100 points are 10 €: one per cent. */
function programmeOf(random: Random, opened: Date): Programme {
  const id = () => random.id(opened.getTime())
  return {
    name: 'Carte Panier',
    units: [
      {
        unit: 'points',
        kind: 'points',
        remainder: 'keep',
        rounding: 'down',
        pending_days: 0,
        expiry: { kind: 'rolling', months: 25 },
      },
    ],
    earning: [
      { rule_id: id(), unit: 'points', counts: { by: 'amount', units: 1, per_cents: 1000 }, when: {} },
    ],
    rewards: [
      {
        reward_id: id(),
        name: 'Bon de 10 €',
        unit: 'points',
        cost: 100,
        trigger: 'automatic',
        benefit: { kind: 'gift_card', value_cents: 1000, valid_days: 365 },
      },
    ],
    basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: ['Carburant', 'Presse'] },
    clawback: 'debt',
  }
}
