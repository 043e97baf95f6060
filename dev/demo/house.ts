/** Lili Rose before her first customer: the shop, its two stores, its people, tills, products and programme. */
import { randomBytes } from 'node:crypto'
import type { Parts } from '../../server/app.ts'
import { importProducts } from '../../server/features/catalogue/actions.ts'
import { putDevice } from '../../server/features/devices/pairing.ts'
import { writeProgramme } from '../../server/features/programmes/actions.ts'
import type { EarningRule, Ladder, Programme } from '../../server/features/programmes/programme.ts'
import { putPin, putStaff, type StaffWish } from '../../server/features/staff/actions.ts'
import { acceptInvitation, invite } from '../../server/features/staff/invitations.ts'
import { putMerchant, putStore, type StoreWish } from '../../server/features/stores/actions.ts'
import { changeTenant, createTenant } from '../../server/features/tenants/actions.ts'
import type { Principal } from '../../server/platform/access.ts'
import { inTenant, type Context } from '../../server/platform/database.ts'
import { readSecret } from '../../server/platform/secrets.ts'
import { passwordHash } from '../../server/platform/users.ts'
import { isoDate } from '../../server/lib/time.ts'
import { BELLEVUE_HOURS, CENTRE_HOURS, holidaysFrom } from './calendar.ts'
import type { Shop } from './shop.ts'

export type DemoStore = { store_id: string; device_id: string; receipt_code: string; sellers: string[] }
export type House = {
  tenant_id: string
  slug: string
  owner_id: string
  manager_id: string
  stores: DemoStore[]
  reward_id: string
  password: string
}

const OWNER_EMAIL = 'sandra@lilirose.example'
export const SLUG = 'lili-rose'

/** The PINs are told in the README: four digits that a demo may show. */
const TEAM = [
  {
    key: 'manager',
    name: 'Nathalie Vial',
    role: 'store_manager',
    pin: '4207',
    email: 'nathalie@lilirose.example',
    at: [1],
  },
  { key: 'ines', name: 'Inès Belkacem', role: 'seller', pin: '4831', email: null, at: [0] },
  { key: 'camille', name: 'Camille Roche', role: 'seller', pin: '1397', email: null, at: [0, 1] },
  { key: 'julie', name: 'Julie Teyssier', role: 'seller', pin: '8264', email: null, at: [1] },
  {
    key: 'marketing',
    name: 'Thomas Chapuis',
    role: 'marketing',
    pin: null,
    email: 'thomas@lilirose.example',
    at: [],
  },
] as const
const OWNER_PIN = '7193'

const STORES: (StoreWish & { code: string })[] = [
  {
    code: 'CENTRE',
    name: 'Lili Rose Centre',
    address_line1: '14 rue des Passementiers',
    postal_code: '42000',
    city: 'Saint-Étienne',
    phone: '+33465710103',
    email: 'centre@lilirose.example',
    opening_hours: CENTRE_HOURS,
  },
  {
    code: 'BELLEVUE',
    name: 'Lili Rose Bellevue',
    address_line1: '3 place du Petit Marché',
    postal_code: '42100',
    city: 'Saint-Étienne',
    phone: '+33465710113',
    email: 'bellevue@lilirose.example',
    opening_hours: BELLEVUE_HOURS,
  },
]

export async function openHouse(parts: Parts, shop: Shop): Promise<House> {
  const { db, config } = parts
  const random = shop.random.branch('house')
  const opened = new Date(shop.now.getTime() - (shop.today - shop.first_day + 7) * 86_400_000)
  const tenant_id = random.id(opened.getTime())
  const password = randomBytes(9).toString('base64url')
  const password_hash = await passwordHash(password)
  const owner = { how: 'with_password' as const, name: 'Sandra Perret', email: OWNER_EMAIL, password_hash }
  await createTenant(db, config, {
    tenant_id,
    slug: SLUG,
    name: 'Lili Rose',
    store_name: STORES[0]!.name,
    owner,
  })
  const reward_id = random.id(opened.getTime())
  return inTenant(db, { tenant_id, actor: 'system', now: opened }, async (ctx) => {
    const { owner_id, merchant_id, store_id } = await findFirst(ctx)
    const caller = ownerOf(owner_id)
    const as_owner: Context = { ...ctx, actor: `staff:${owner_id}` }
    await putMerchant(as_owner, merchant_id, { name: 'Lili Rose', legal_name: 'Lili Rose SARL' })
    await changeTenant(as_owner, {
      theme: { primary: '#b4436c' },
      settings: {
        receipt_footer: 'Merci de votre visite. Échange ou remboursement sous 30 jours, avec ce ticket.',
      },
    })
    const year = Number(isoDate(shop.today).slice(0, 4))
    const store_ids = [store_id, random.id(opened.getTime())]
    for (const [nth, wish] of STORES.entries())
      await putStore(
        as_owner,
        store_ids[nth]!,
        { ...wish, exceptions: holidaysFrom(year) },
        { store_ids: null, may_open: true },
        shop.time_zone,
      )
    const staff = new Map<string, string>()
    await putPin(as_owner, caller, owner_id, OWNER_PIN)
    for (const { key, name, role, pin, at } of TEAM) {
      const staff_id = random.id(opened.getTime())
      staff.set(key, staff_id)
      const member: StaffWish = {
        staff_id,
        name,
        role,
        store_ids: at.map((nth) => store_ids[nth]!),
        ...(pin && { pin }),
      }
      await putStaff(as_owner, caller, member)
    }
    const products = shop.products.map(({ season: _season, weight: _weight, ...product }) => product)
    await importProducts(as_owner, products, random.id(opened.getTime()))
    const programme = programmeOf(reward_id, () => random.id(opened.getTime()))
    await writeProgramme(as_owner, { version: 1, programme, effective_at: opened.toISOString() })
    const sellers = [
      [staff.get('ines')!, staff.get('camille')!, owner_id],
      [staff.get('julie')!, staff.get('manager')!, staff.get('camille')!],
    ]
    const stores: DemoStore[] = []
    for (const [nth, store_id] of store_ids.entries())
      stores.push({
        ...(await addTill(parts, as_owner, store_id, random.id(opened.getTime()))),
        sellers: sellers[nth]!,
      })
    return { tenant_id, slug: SLUG, owner_id, manager_id: staff.get('manager')!, stores, reward_id, password }
  })
}

export const ownerOf = (staff_id: string): Principal => ({
  kind: 'staff',
  user_id: '',
  session_id: '',
  name: 'Sandra Perret',
  email: OWNER_EMAIL,
  staff_id,
  role: 'owner',
  store_ids: [],
})

async function findFirst({ tx, tenant_id }: Context) {
  const of = (table: 'staff' | 'merchant' | 'store') =>
    tx.selectFrom(table).where('tenant_id', '=', tenant_id)
  const { staff_id } = await of('staff').select('staff_id').executeTakeFirstOrThrow()
  const { merchant_id, store_id } = await tx
    .selectFrom('store')
    .select(['merchant_id', 'store_id'])
    .where('tenant_id', '=', tenant_id)
    .executeTakeFirstOrThrow()
  return { owner_id: staff_id, merchant_id, store_id }
}

/** The till of the past three years: its screen is not ours, so nobody sells on it until it is paired again. */
async function addTill({ config }: Parts, ctx: Context, store_id: string, device_id: string) {
  const { device } = await putDevice(
    ctx,
    device_id,
    { store_id, name: 'Caisse' },
    null,
    readSecret(config.home, 'pairing'),
  )
  return { store_id, device_id, receipt_code: device.receipt_code }
}

/** For whoever opens /till within ten minutes. */
export function pairingCode({ db, config }: Parts, { tenant_id, stores, owner_id }: House, now: Date) {
  return inTenant(db, { tenant_id, actor: `staff:${owner_id}`, now }, async (ctx) => {
    const { device_id, store_id } = stores[0]!
    const { code } = await putDevice(
      ctx,
      device_id,
      { store_id, name: 'Caisse' },
      null,
      readSecret(config.home, 'pairing'),
    )
    return code?.pairing_code ?? ''
  })
}

/** The manager and the marketing person sign in with the owner's password: it is one demo. */
export async function letTeamIn({ db, config }: Parts, { tenant_id, owner_id, password }: House) {
  const links = await inTenant(db, { tenant_id, actor: `staff:${owner_id}` }, async (ctx) => {
    const rows = await ctx.tx
      .selectFrom('staff')
      .select(['staff_id', 'name'])
      .where('tenant_id', '=', tenant_id)
      .execute()
    const shop = { slug: SLUG, name: 'Lili Rose', language: 'fr' as const }
    const made: string[] = []
    for (const { name, email } of TEAM) {
      if (!email) continue
      const { staff_id } = rows.find((row) => row.name === name)!
      made.push((await invite(ctx, config, shop, ownerOf(owner_id), { staff_id, email })).link)
    }
    return made
  })
  for (const link of links)
    await acceptInvitation(db, { kind: 'nobody' }, { token: link.slice(link.lastIndexOf('/') + 1), password })
}

/** By what was bought in twelve months: reached at once, kept a year, and a month more. */
const LADDER: Ladder = {
  ladder_id: 'statut',
  name: 'Statut Lili Rose',
  measures: { by: 'amount' },
  period: { kind: 'rolling', months: 12 },
  starts: 'at_once',
  keeps_periods: 0,
  grace_days: 30,
  drops: 'one_step',
  tiers: [
    {
      tier_id: 'curieuse',
      name: 'Curieuse',
      threshold: 0,
      benefits: [{ kind: 'other', text: 'Les nouveautés en avant-première' }],
    },
    {
      tier_id: 'fidele',
      name: 'Fidèle',
      threshold: 300_00,
      benefits: [
        { kind: 'service', text: 'Ourlets offerts' },
        { kind: 'private_sales', text: 'Ventes privées la veille' },
      ],
    },
    {
      tier_id: 'complice',
      name: 'Complice',
      threshold: 650_00,
      benefits: [
        { kind: 'service', text: 'Toutes les retouches offertes' },
        { kind: 'free_delivery', text: 'Livraison offerte' },
        { kind: 'private_sales', text: 'Ventes privées la veille' },
      ],
    },
  ],
}

const deed = (rule_id: string, activity: string, units: number): EarningRule => ({
  rule_id,
  unit: 'points',
  counts: { by: 'activity', units, activity },
  when: {},
})

function programmeOf(reward_id: string, newId: () => string): Programme {
  return {
    name: 'Carte Lili Rose',
    units: [
      {
        unit: 'points',
        kind: 'points',
        remainder: 'keep',
        rounding: 'down',
        pending_days: 0,
        expiry: { kind: 'rolling', months: 18 },
      },
      {
        unit: 'kitty',
        kind: 'money',
        remainder: 'keep',
        rounding: 'down',
        pending_days: 0,
        expiry: { kind: 'rolling', months: 12 },
        pays: { units: 1, cents: 1, units_min: 200, share_max_basis_points: 10_000, counts_as: 'discount' },
      },
    ],
    earning: [
      { rule_id: newId(), unit: 'points', counts: { by: 'amount', units: 1, per_cents: 100 }, when: {} },
      {
        rule_id: newId(),
        name: 'La cagnotte des accessoires',
        unit: 'kitty',
        counts: { by: 'amount', units: 5, per_cents: 100 },
        when: { categories: ['Accessoires'] },
      },
      deed(newId(), 'bag_returned', 5),
      deed(newId(), 'event_attended', 15),
      deed(newId(), 'friend_brought', 40),
      deed(newId(), 'friend_joined', 20),
    ],
    ladders: [LADDER],
    rewards: [
      {
        reward_id: newId(),
        name: 'Carte cadeau de 10 €',
        unit: 'points',
        cost: 200,
        trigger: 'automatic',
        benefit: { kind: 'gift_card', value_cents: 1000, valid_days: 365 },
      },
      {
        reward_id,
        name: 'Un accessoire offert',
        unit: 'points',
        cost: 150,
        trigger: 'chosen',
        benefit: {
          kind: 'free_product',
          product_id: null,
          category: 'Accessoires',
          value_cents_max: 1500,
          valid_days: 90,
        },
      },
      {
        reward_id: newId(),
        name: 'Une retouche offerte',
        unit: 'points',
        cost: 80,
        trigger: 'chosen',
        cost_cents: 900,
        benefit: { kind: 'service', valid_days: 120 },
      },
      {
        reward_id: newId(),
        name: 'Une place à la soirée des collections',
        description: 'Deux soirs par an, avant tout le monde, avec un verre.',
        unit: 'points',
        cost: 60,
        trigger: 'chosen',
        cost_cents: 600,
        tier_ids: ['fidele', 'complice'],
        benefit: { kind: 'private_sale', valid_days: 180 },
      },
      {
        reward_id: newId(),
        name: '5 € pour la recyclerie du Crêt',
        unit: 'points',
        cost: 100,
        trigger: 'chosen',
        benefit: { kind: 'donation', value_cents: 500, cause: 'La recyclerie du Crêt', valid_days: null },
      },
    ],
    basis: { discounts: 'after', excluded_product_ids: [], excluded_categories: [] },
    clawback: 'debt',
  }
}
