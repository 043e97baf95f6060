/** What a shop does beside selling: notes, departures, a list of its best customers, alerts. */
import type { Parts } from '../../server/app.ts'
import { joinClub, writeClub } from '../../server/features/clubs/actions.ts'
import { answerConsent } from '../../server/features/consents/actions.ts'
import { DEFAULT_PURPOSE } from '../../server/features/consents/default-texts.ts'
import { leave } from '../../server/features/customers/departure.ts'
import { writeNote } from '../../server/features/customers/notes.ts'
import { evaluateAll, writeList } from '../../server/features/lists/actions.ts'
import type { AlertCriteria } from '../../server/features/lists/criteria.ts'
import { writeRule } from '../../server/features/lists/alerts.ts'
import { saveTerms } from '../../server/features/referrals/queries.ts'
import { inTenant, type Context } from '../../server/platform/database.ts'
import type { House } from './house.ts'
import type { DemoPerson } from './people.ts'
import type { Random } from './random.ts'
import type { Shop } from './shop.ts'
import type { Visit } from './visits.ts'

const NOTES = [
  'Préfère les coupes amples, taille 42.',
  'À prévenir quand les manteaux arrivent.',
  'Vient avec sa fille, robe de cérémonie en juin.',
  'Ne supporte pas la laine\u202f: coton et lin seulement.',
  'Retouche offerte la dernière fois, très contente.',
  'Aime le bleu nuit et le vert sauge.',
  'Cherche un cadeau pour sa mère en décembre.',
  'Passe le samedi matin, appeler avant de commander.',
  'Taille 38 en haut, 40 en bas.',
  'Échange promis sur le jean flare.',
  'Collectionne les foulards.',
]
const DAY_MS = 86_400_000
/** How far back the list and the alerts begin. */
const LIST_MONTHS = 12
const ALERT_DAYS = 12

const AT_CARD = { source: 'card', store_id: null, device_id: null }

type Work = <T>(now: Date, then: (ctx: Context) => Promise<T>) => Promise<T>

export async function addHabits(
  { db }: Parts,
  shop: Shop,
  house: House,
  people: DemoPerson[],
  visits: Visit[],
) {
  const random = shop.random.branch('habits')
  const last = new Map(
    visits.flatMap(({ person, at }) => (person ? [[person.customer_id, at] as const] : [])),
  )
  const work: Work = (now, then) =>
    inTenant(db, { tenant_id: house.tenant_id, actor: `staff:${house.owner_id}`, now }, then)
  const list_days = Math.min(LIST_MONTHS * 30, shop.today - shop.first_day)
  const began = new Date(shop.now.getTime() - list_days * DAY_MS)
  const list_id = random.id(began.getTime())
  await work(began, (ctx) =>
    writeList(ctx, {
      list_id,
      name: 'Cliente privilège',
      benefit: 'Ventes privées un jour avant, retouches offertes',
      criteria: { measure: 'spend_cents', at_least: 65_000, within_days: 365 },
    }),
  )
  await work(new Date(shop.now.getTime() - ALERT_DAYS * DAY_MS), (ctx) => writeRules(ctx, random))
  await work(began, writeReferral)
  await openClub(work, shop, people, last, began)
  for (const person of people) {
    const since = last.get(person.customer_id)
    if (since) await addTraces(work, shop, person, since, random)
  }
  // Who reached the mark joined at the end of that month, as the night's work would have had it.
  for (let at = began.getTime() + 30 * DAY_MS; at < shop.now.getTime(); at += 30 * DAY_MS)
    await work(new Date(at), (ctx) => evaluateAll(ctx, list_id))
}

const writeReferral = (ctx: Context) =>
  saveTerms(ctx, { minimum_cents: 2_000, within_days: 90, wait_days: 15, month_max: 5 })

/** Every fifth regular is in the sewing circle, since her last visit to the shop. */
async function openClub(work: Work, shop: Shop, people: DemoPerson[], last: Map<string, Date>, began: Date) {
  const club_id = shop.random.branch('club').id(began.getTime())
  await work(began, (ctx) =>
    writeClub(ctx, {
      club_id,
      name: 'Le cercle des couturières',
      description: 'Un atelier le premier samedi du mois, les tissus avant les autres.',
      joins: 'open',
      advantages: [
        { kind: 'service', text: 'L’atelier du samedi' },
        { kind: 'other', text: 'Les coupons de tissu avant les autres' },
      ],
    }),
  )
  const regulars = people.filter(({ rhythm }) => rhythm === 'regular')
  for (const { customer_id } of regulars.filter((_, nth) => nth % 5 === 0)) {
    const since = last.get(customer_id)
    if (since && since > began)
      await work(since, (ctx) => joinClub(ctx, { club_id, customer_id, how: 'hand' }))
  }
}

async function writeRules(ctx: Context, random: Random) {
  const rules: [name: string, criteria: AlertCriteria][] = [
    ['Belle vente', { measure: 'sale_cents', at_least: 14_000 } as AlertCriteria],
    [
      'Très bonne cliente ce trimestre',
      { measure: 'spend_cents', at_least: 45_000, within_days: 90 } as AlertCriteria,
    ],
  ]
  for (const [name, criteria] of rules)
    await writeRule(ctx, { rule_id: random.id(ctx.now.getTime()), name, criteria })
}

/** What stays of a person beside purchases: a note, a consent taken back, a card given up. */
async function addTraces(work: Work, shop: Shop, person: DemoPerson, since: Date, random: Random) {
  const { customer_id, rhythm, consents } = person
  if (random.chance(rhythm === 'regular' ? 0.22 : 0.04)) {
    const [note_id, text] = [random.id(since.getTime()), random.pick(NOTES)]
    await work(new Date(since.getTime() + 120_000), (ctx) => writeNote(ctx, { customer_id, note_id, text }))
  }
  if (since.getTime() > shop.now.getTime() - 60 * DAY_MS) return
  const then = new Date(since.getTime() + 20 * DAY_MS)
  const as_customer = (ctx: Context) => ({ ...ctx, actor: `customer:${customer_id}` })
  const channel = consents[0]
  if (channel && random.chance(0.09)) {
    const consent = { consent_id: random.id(then.getTime()), channel, purpose: DEFAULT_PURPOSE, given: false }
    await work(then, (ctx) => answerConsent(as_customer(ctx), customer_id, consent, AT_CARD))
  } else if (rhythm === 'faded' && random.chance(0.1))
    await work(then, (ctx) => leave(as_customer(ctx), { customer_id, why: null, language: 'fr' }, AT_CARD))
}
