/** Tiers, clubs, what is not a purchase, and friends: walked through in the console as an owner does. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { newId } from '../../server/lib/id.ts'
import { inTenant } from '../../server/platform/database.ts'
import { backfillSlice, startBackfills } from '../../server/features/tiers/backfill.ts'
import { personOf, PASSWORD } from '../person.ts'
import { addCustomer, pointsProgramme, writeProgramme } from '../programme.ts'
import { db, openShop } from '../shop.ts'
import { errorsOf, openProduct, picture, seriousProblems, SIZES } from './product.ts'

const product = await openProduct(['console'])
/** Nothing fades while axe looks. */
const still = { reducedMotion: 'reduce' } as const
const DAY_MS = 86_400_000
const DAYS_AGO = [330, 290, 250, 210, 310, 130, 90, 50]
const NAMES = ['Ada', 'Bea', 'Cléo', 'Dina', 'Eve', 'Fay', 'Gaël', 'Hugo']
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function fine(page: Page, name: string) {
  await page.waitForLoadState('networkidle')
  await picture(page, `console-${name}`)
  assert.deepEqual(await seriousProblems(page), [], name)
  assert.deepEqual(errorsOf(page), [], name)
}

const by = (activity: string, units: number) => ({
  rule_id: activity,
  unit: 'points',
  counts: { by: 'activity' as const, units, activity },
  when: {},
})

/** Eight customers from 20 € to 1 100 €, on a ladder of three steps that was added after their purchases. */
async function shopOnALadder() {
  const shop = await openShop()
  const programme = pointsProgramme()
  const earning = [...programme.earning, by('review', 50), by('friend_brought', 100), by('friend_joined', 50)]
  await writeProgramme(shop, pointsProgramme({ earning, rewards: [] }))
  const people = []
  for (const [at, name] of NAMES.entries()) {
    const { customer_id } = await addCustomer(shop, name)
    people.push(customer_id)
    await shop.put(`/sales/${newId()}`, {
      store_id: shop.store_id,
      customer_id,
      occurred_at: new Date(Date.now() - DAYS_AGO[at]! * DAY_MS).toISOString(),
      amount_cents: [2000, 9000, 15000, 26000, 32000, 45000, 85000, 110000][at],
    })
  }
  const tier = (tier_id: string, name: string, threshold: number) => ({
    tier_id,
    name,
    threshold,
    benefits: [],
  })
  await writeProgramme(
    shop,
    pointsProgramme({
      earning,
      rewards: [],
      ladders: [
        {
          ladder_id: 'statut',
          name: 'Statut',
          measures: { by: 'amount' },
          period: { kind: 'rolling', months: 12 },
          starts: 'at_once',
          keeps_periods: 0,
          grace_days: 0,
          drops: 'to_earned',
          tiers: [
            tier('bronze', 'Bronze', 0),
            tier('silver', 'Argent', 300_00),
            tier('gold', 'Or', 1_000_00),
          ],
        },
      ],
    }),
    2,
    new Date(),
  )
  const who = { tenant_id: shop.tenant_id, actor: 'system' }
  await inTenant(db, who, startBackfills)
  while (await inTenant(db, who, (ctx) => backfillSlice(ctx, 'statut')));
  return { shop, people }
}

async function enter(shop: Awaited<ReturnType<typeof openShop>>, path: string, how: object = {}) {
  const owner = await personOf(shop, 'owner')
  const { page } = await product.open(`/t/${shop.slug}${path}`, { ...still, ...how })
  await page.getByLabel('E-mail').fill(owner.email)
  await page.getByRole('textbox', { name: 'Mot de passe' }).fill(PASSWORD)
  await button(page, 'Se connecter').first().click()
  return page
}

test('the ladder shows who stands where, who is near, and a tier is given by hand', async () => {
  const { shop, people } = await shopOnALadder()
  const page = await enter(shop, '/loyalty/tiers', { viewport: { width: 1600, height: 1000 } })
  await page.getByText('1 client', { exact: true }).waitFor()
  await page.getByText('3 clients', { exact: true }).waitFor()
  await page.getByText('tous gardent le leur').waitFor()
  await shop.put(`/sales/${newId()}`, {
    store_id: shop.store_id,
    customer_id: people[3],
    occurred_at: new Date().toISOString(),
    amount_cents: 5000,
  })
  await page.reload()
  await page.getByText('Montées : 1').waitFor()
  await fine(page, 'tiers')
  await page.getByRole('link', { name: 'Presque Or' }).click()
  const panel = page.getByRole('complementary')
  await panel.getByRole('link', { name: 'Gaël' }).waitFor()
  assert.equal(await panel.getByRole('listitem').count(), 1)
  await panel.getByText('encore 150').waitFor()
  await fine(page, 'tiers-near')
  await page.getByRole('link', { name: 'Voir les clients Argent' }).click()
  await panel.getByRole('link', { name: 'Dina' }).waitFor()
  await panel.getByRole('link', { name: 'Hugo' }).waitFor({ state: 'detached' })
  assert.deepEqual(await panel.getByRole('listitem').getByRole('link').allTextContents(), [
    'Gaël',
    'Fay',
    'Eve',
    'Dina',
  ])

  await panel.getByRole('link', { name: 'Eve' }).click()
  await page.getByText('pour passer Or').waitFor()
  await button(page, 'Donner un statut').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Pourquoi').fill('Cliente depuis l’ouverture')
  await fine(page, 'tier-grant')
  await button(page, 'Donner ce statut').click()
  await page.getByText('C’est le plus haut statut.').waitFor()
  await page.getByText('Cliente depuis l’ouverture').waitFor()
  await fine(page, 'tier-granted')
  await button(page, 'Retirer ce cadeau').click()
  await page.getByText('pour passer Or').waitFor()
  assert.equal(people.length, 8)
})

test('the same on a telephone, in the dark, and before there is a ladder', async () => {
  const { shop } = await shopOnALadder()
  const page = await enter(shop, '/loyalty/tiers', { viewport: SIZES.phone, colorScheme: 'dark' })
  await page.getByText('3 clients', { exact: true }).waitFor()
  await fine(page, 'tiers-phone')
  const bare = await openShop()
  await writeProgramme(bare, pointsProgramme())
  const empty = await enter(bare, '/loyalty/tiers')
  await empty.getByText('Le programme n’a pas encore de statuts').waitFor()
  await fine(empty, 'tiers-none')
})

test('a club is made, joined, asked for, and closed', async () => {
  const { shop, people } = await shopOnALadder()
  const page = await enter(shop, '/loyalty/clubs')
  await page.getByText('Pas encore de club').waitFor()
  await button(page, 'Nouveau club').click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Nom du club').fill('Les brodeuses')
  await dialog.getByLabel('En quelques mots').fill('Un jeudi par mois, on brode ensemble.')
  await dialog.getByLabel('Sur demande, avec votre accord').check()
  await dialog.getByLabel('Nombre de places').fill('12')
  await button(page, 'Ajouter un avantage').click()
  await dialog.getByRole('textbox', { name: 'Avantage 1' }).fill('Retouches offertes')
  await fine(page, 'club-new')
  await button(page, 'Créer le club').click()
  await page.getByRole('heading', { name: 'Les brodeuses' }).waitFor()
  const { items } = (await shop.get('/clubs')).body
  const club_id = items[0].club_id
  await shop.put(`/clubs/${club_id}/requests/${newId()}`, { customer_id: people[0], kind: 'request' })
  await shop.put(`/clubs/${club_id}/members/${people[1]}`)
  await page.reload()
  await page.getByText('demande du').waitFor()
  await fine(page, 'club')
  await button(page, 'Accepter').click()
  await page.getByText('2 sur 12 places').waitFor()
  await shop.put(`/customers/${newId()}`, { first_name: 'Léontine', last_name: 'Roux' })
  await page.getByLabel('Ajouter un client').fill('Léont')
  await page.getByRole('option', { name: /Léontine/ }).click()
  await page.getByText('3 sur 12 places').waitFor()
  await button(page, 'Retirer Léontine Roux').click()
  await page.getByText('2 sur 12 places').waitFor()
  await button(page, 'Fermer le club').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Fermer le club' }).click()
  await page.getByText('Pas encore de club').waitFor()
})

test('an activity is noted with what it gives, and taken back', async () => {
  const { shop, people } = await shopOnALadder()
  const page = await enter(shop, `/customers/${people[0]}`)
  await page.getByText('Rien encore, à part ses achats.').waitFor()
  await button(page, 'Noter une activité').click()
  await page.getByText('Cela donne 50 points').waitFor()
  await fine(page, 'activity-new')
  await page.getByRole('dialog').getByRole('button', { name: 'Noter' }).click()
  await page.getByText('70 points').first().waitFor()
  await button(page, 'Annuler Avis laissé').click()
  await page.getByRole('dialog').getByLabel('Pourquoi').fill('Noté par erreur')
  await button(page, 'Annuler l’activité').click()
  await page.getByText('annulée : Noté par erreur').waitFor()
  await fine(page, 'activity-cancelled')
  assert.equal((await shop.get(`/customers/${people[0]}`)).body.accounts[0].balance, 20)
})

test('friends are offered, brought by a code, and a trick is said', async () => {
  const { shop, people } = await shopOnALadder()
  const page = await enter(shop, '/loyalty/referrals')
  await page.getByText('Le parrainage n’est pas proposé').waitFor()
  await fine(page, 'referrals-off')
  await button(page, 'Proposer le parrainage').click()
  await fine(page, 'referral-terms')
  await button(page, 'Enregistrer').click()
  await page.getByText('100 points pour vous et 50 points pour votre ami').waitFor()
  const { referral_code } = (await shop.get(`/customers/${people[0]}/referrals`)).body
  const { customer_id } = await addCustomer(shop, 'Zoé')
  const put = await shop.put(`/referrals/${newId()}`, { code: referral_code, customer_id })
  assert.equal(put.status, 200)
  await page.reload()
  await page.getByText('attend le premier achat').waitFor()
  await fine(page, 'referrals')

  await page.goto(`${new URL(page.url()).origin}/t/${shop.slug}/customers/${people[1]}`)
  await button(page, 'Dire qui l’a amené').click()
  await page.getByRole('textbox', { name: 'Code de son ami' }).fill(referral_code)
  await button(page, 'Enregistrer').click()
  await page.getByText('a déjà acheté ici').waitFor()
  await fine(page, 'referral-refused')
})
