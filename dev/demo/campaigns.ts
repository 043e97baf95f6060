/**
 * What Lili Rose says to her customers: groups, templates, a campaign of last month with what it brought, a private sale to
 * come, a letter of this morning and the birthdays of every day. By the product's own actions, on the clock of the day.
 */
import type { Parts } from '../../server/app.ts'
import { writeAudience } from '../../server/features/audiences/actions.ts'
import { listMemberIds } from '../../server/features/audiences/queries.ts'
import { fillAudience } from '../../server/features/audiences/tasks.ts'
import { launchCampaign, saveCampaign, type By } from '../../server/features/campaigns/actions.ts'
import { askRehearsal } from '../../server/features/campaigns/ask-rehearsal.ts'
import { answerByShop, putPrivateSale } from '../../server/features/campaigns/private-sale.ts'
import { rehearseSlice } from '../../server/features/campaigns/rehearse.ts'
import { changeRehearsal } from '../../server/features/campaigns/rehearsal-queries.ts'
import { beginRun, sendSlice } from '../../server/features/campaigns/send.ts'
import type { CampaignWish } from '../../server/features/campaigns/wish.ts'
import { claimSlice, endSlice, markHandingOver } from '../../server/features/messages/outbox-queries.ts'
import type { Channel } from '../../server/features/messages/shape.ts'
import { writePromotion } from '../../server/features/promotions/actions.ts'
import { putInService, writeTemplate } from '../../server/features/templates/actions.ts'
import { readBrand, writeBrand } from '../../server/features/templates/brand.ts'
import { STARTERS } from '../../server/features/templates/starters.ts'
import type { Codes } from '../../server/features/vouchers/codes.ts'
import { inTenant, type Context } from '../../server/platform/database.ts'
import { isoDate, startOfLocalDay } from '../../server/lib/time.ts'
import { assert } from '../../server/lib/assert.ts'
import type { House } from './house.ts'
import type { Random } from './random.ts'
import type { Shop } from './shop.ts'

const HOUR_MS = 3_600_000
/** Long enough that its fortnight of sales is over. */
const PAST_DAYS = 24
const SALE_IN_DAYS = 9

const SANDRA: By = { name: 'Sandra Perret', is_store: false, store_ids: null }
type Within = <T>(now: Date, deed: (ctx: Context) => Promise<T>) => Promise<T>
type Telling = { parts: Parts; codes: Codes; house: House; random: Random; within: Within }

export async function addCampaigns(parts: Parts, codes: Codes, shop: Shop, house: House): Promise<void> {
  const random = shop.random.branch('campaigns')
  const within: Within = (now, deed) =>
    inTenant(parts.db, { tenant_id: house.tenant_id, actor: `staff:${house.owner_id}`, now }, deed)
  const telling: Telling = { parts, codes, house, random, within }
  const at = (days: number, hour: number) =>
    new Date(startOfLocalDay(shop.today + days, shop.time_zone) + hour * HOUR_MS)
  const begun = at(-PAST_DAYS - 6, 9)
  const groups = await addAudiences(telling, begun)
  const templates = await addTemplates(telling, begun)
  const past = await send(telling, at(-PAST_DAYS, 10), {
    ...plan('Nouvelle collection d’automne', 'Faire découvrir la collection aux habituées'),
    audience_id: groups.regulars,
    variants: [
      { variant: 'A', share: 1, messages: [{ channel: 'email', template_id: templates.newsletter }] },
    ],
    control: { basis_points: 2_000, people: null },
  })
  await handOver(telling, past, 'email', at(-PAST_DAYS, 11))
  await planSale(telling, shop, templates.private_sale_sms, groups.regulars)
  await launch(telling, shop.now, {
    ...plan('Joyeux anniversaire', 'Un mot et 10 % le jour de leur fête'),
    kind: 'birthday',
    offer: {
      kind: 'discount_percent',
      name: '10 % pour votre anniversaire',
      basis_points: 1_000,
      valid_from: null,
      valid_days: 30,
    },
    variants: [{ variant: 'A', share: 1, messages: [{ channel: 'email', template_id: templates.birthday }] }],
    schedule: { date: null, hour: '10:00', clock: 'recipient', spread_minutes: 0, per_hour_max: null },
    recurrence: { weekdays: [], days: 0, missing_units_max: 1, until: null },
  })
  await send(telling, shop.now, {
    ...plan('La lettre du centre', 'Dire ce qui vient d’arriver'),
    audience_id: groups.asleep,
    variants: [
      { variant: 'A', share: 1, messages: [{ channel: 'email', template_id: templates.newsletter }] },
    ],
  })
}

const plan = (name: string, goal: string): CampaignWish => ({
  name,
  kind: 'one_off',
  brief: { goal, for_whom: '', offer: '', tone: 'Chaleureux' },
  purpose: 'marketing',
  audience_id: null,
  store_id: null,
  choice: 'in_order',
  variants: [],
  offer: null,
  schedule: { date: null, hour: null, clock: 'shop', spread_minutes: 0, per_hour_max: null },
  budget_cents: null,
  control: { basis_points: 1_000, people: null },
  recurrence: null,
  priority: 30,
  window_days: 14,
})

const bought = (operator: string, value: number, within_days: number) => ({
  field: 'bought',
  operator,
  values: [value],
  within_days,
})

async function addAudiences({ parts, house, random, within }: Telling, now: Date) {
  const rules = {
    regulars: ['Les habituées', 'Au moins trois achats en un an', bought('at_least', 3, 365)],
    newcomers: ['Un seul achat cette année', 'À faire revenir', bought('exactly', 1, 365)],
    asleep: [
      'Plus venues depuis six mois',
      'Elles achetaient, et plus depuis',
      { all: [bought('at_least', 1, 730), { not: bought('at_least', 1, 180) }] },
    ],
  } as const
  const ids: Record<string, string> = {}
  for (const [key, [name, description, rule]] of Object.entries(rules)) {
    const audience_id = random.id(now.getTime())
    ids[key] = audience_id
    await within(now, (ctx) => writeAudience(ctx, { audience_id, name, description, rule }))
    await fillAudience(parts.db, house.tenant_id, audience_id)
  }
  return ids as Record<keyof typeof rules, string>
}

const TEMPLATES = ['newsletter', 'birthday', 'points_expiring', 'private_sale_sms'] as const

async function addTemplates({ parts, random, within }: Telling, now: Date) {
  const ids: Record<string, string> = {}
  await within(now, async (ctx) => {
    const brand = await readBrand(ctx)
    await writeBrand(ctx, {
      ...brand,
      legal_name: 'Lili Rose SARL',
      postal_address: '14 rue des Passementiers, 42000 Saint-Étienne',
      sms_name: 'Lili Rose',
      sms_stop: '36180',
    })
    for (const [category, percent] of [
      ['Robes', 20],
      ['Accessoires', 15],
    ] as const)
      await writePromotion(ctx, {
        promotion_id: random.id(now.getTime()),
        name: `${percent}\u00a0% sur les ${category.toLowerCase()}`,
        product_id: null,
        category,
        discount: { kind: 'percent', percent },
        picture_id: null,
        url: null,
        store_ids: [],
        valid_from: now,
        valid_until: new Date(now.getTime() + 120 * 86_400_000),
        stock_count: 60,
        per_customer_max: null,
        for_whom: 'everybody',
        sector: 'other',
        repeat_weeks: 0,
        priority: 0,
      })
    for (const starter of TEMPLATES) {
      const model = STARTERS.find((one) => one.starter === starter)
      assert(model, `there is a starter ${starter}`)
      const template_id = random.id(now.getTime())
      ids[starter] = template_id
      const { channel, purpose, name, draft } = model
      await writeTemplate(ctx, {
        template_id,
        channel,
        purpose,
        name: name.fr,
        draft: { fr: draft.fr, en: null },
      })
      await putInService(ctx, parts.config.public_url, template_id, 1)
    }
  })
  return ids as Record<(typeof TEMPLATES)[number], string>
}

/** Written, rehearsed and let go, all on one clock. */
async function launch({ parts, random, within }: Telling, now: Date, wish: CampaignWish): Promise<string> {
  const [campaign_id, rehearsal_id, driver] = [
    random.id(now.getTime()),
    random.id(now.getTime()),
    random.id(now.getTime()),
  ]
  await within(now, async (ctx) => {
    await saveCampaign(ctx, { campaign_id, plan: wish }, SANDRA)
    await askRehearsal(ctx, { campaign_id, rehearsal_id }, SANDRA)
    await changeRehearsal(ctx, rehearsal_id, { state: 'running', driver }, { states: ['waiting'] })
    while (await rehearseSlice(ctx, parts.config.public_url, rehearsal_id, driver));
    await launchCampaign(ctx, campaign_id, SANDRA)
  })
  return campaign_id
}

async function send(telling: Telling, now: Date, wish: CampaignWish): Promise<string> {
  const campaign_id = await launch(telling, now, wish)
  await telling.within(now, (ctx) => beginRun(ctx, campaign_id))
  while (await telling.within(now, (ctx) => sendSlice(ctx, telling.codes, campaign_id)));
  return campaign_id
}

/** As the carrier took them that day: nothing leaves for what is long over. */
const handOver = ({ within }: Telling, campaign_id: string, channel: Channel, now: Date) =>
  within(now, async (ctx) => {
    const claimed = await claimSlice(ctx, channel, [{ origin_id: campaign_id, share: 10_000 }], [])
    await markHandingOver(
      ctx,
      claimed.map(({ message_id }) => message_id),
    )
    const endings = claimed.map(({ message_id }) => ({
      message_id,
      state: 'sent' as const,
      error: null,
      due_at: null,
    }))
    await endSlice(ctx, endings, ['handing_over'])
  })

/** A private sale in some days: planned, with a few who have said yes at the counter. */
async function planSale(telling: Telling, shop: Shop, template_id: string, audience_id: string) {
  const day = startOfLocalDay(shop.today + SALE_IN_DAYS, shop.time_zone)
  const campaign_id = await launch(telling, shop.now, {
    ...plan('Vente privée de saison', 'Remercier les habituées avant tout le monde'),
    kind: 'private_sale',
    audience_id,
    variants: [{ variant: 'A', share: 1, messages: [{ channel: 'sms', template_id }] }],
    schedule: {
      date: isoDate(shop.today + SALE_IN_DAYS - 4),
      hour: '11:00',
      clock: 'recipient',
      spread_minutes: 60,
      per_hour_max: null,
    },
  })
  await telling.within(shop.now, async (ctx) => {
    await putPrivateSale(
      ctx,
      {
        campaign_id,
        title: 'Avant-première de saison',
        words: 'Un verre, les nouvelles pièces, et 20\u00a0% rien que pour vous.',
        starts_at: new Date(day + 18.5 * HOUR_MS),
        ends_at: new Date(day + 21 * HOUR_MS),
        store_id: telling.house.stores[0]!.store_id,
        place: '14 rue des Passementiers',
        picture_ids: [],
        tier_ids: [],
        audience_id,
        guests_max: 2,
        seats_max: 60,
      },
      SANDRA,
    )
    for (const [at, { customer_id }] of (await listMemberIds(ctx, audience_id, null, 12)).entries())
      await answerByShop(ctx, {
        campaign_id,
        customer_id,
        answer: at % 4 === 3 ? 'no' : 'yes',
        people: 1 + (at % 2),
      })
  })
}
