/** A campaign says a word on the card in the phone: from the step where it is written to the message that left. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { certificateFolder, openApple } from '../../server/features/passes/wallets.fixture.ts'
import { newId } from '../../server/lib/id.ts'
import { config } from '../shop.ts'
import { handsOf, keepWorking, sayYes, shopWithReaders, signInAt, type Shop } from './campaigns.fixture.ts'
import { until } from './counter.ts'
import { openProduct, picture, seriousProblems } from './product.ts'

const product = await openProduct(['console'])
const apple = await openApple()
after(() => apple.close())

/** A phone has registered this card, and its holder said yes to notifications. */
async function keepsCard(shop: Shop, customer_id: string) {
  const [pass_id, push_token] = [newId(), newId().replaceAll('-', '')]
  await shop.within(async ({ tx, tenant_id, now }) => {
    const pass = { tenant_id, pass_id, customer_id, kind: 'apple', face_hash: Buffer.from('x'), headline: '' }
    await tx
      .insertInto('wallet_pass')
      .values({ ...pass, made_at: now, changed_at: now })
      .execute()
    await tx
      .insertInto('wallet_phone')
      .values({ tenant_id, pass_id, phone_id: 'phone', push_token, registered_at: now })
      .execute()
  })
  await sayYes(shop, customer_id, 'push')
  return () => apple.rung(push_token).length
}

test('the card in the phone is offered once it can be, and says the word', async (t) => {
  const { shop, people } = await shopWithReaders(3)
  const rung = await keepsCard(shop, people[0]!)
  const { page, context } = await product.open(`/t/${shop.slug}/messages`, {
    reducedMotion: 'reduce',
    viewport: { width: 1280, height: 900 },
  })
  t.after(() => context.close())
  page.setDefaultTimeout(40_000)
  const fine = async (name: string) => {
    await picture(page, `card-words-${name}`)
    assert.deepEqual(await seriousProblems(page), [], name)
  }
  t.after(keepWorking())
  await signInAt(page, shop)
  const hands = handsOf(page)
  await hands.click('Nouvelle campagne', 'link')
  await hands.click(/^Une annonce/)
  await hands.type('Nom de la campagne', 'Nouvelle collection')
  await hands.click('Continuer')
  await page.getByRole('button', { name: 'Notification' }).waitFor()
  await page.getByRole('link', { name: 'Voir ce qui manque' }).waitFor()
  assert.equal(await page.getByRole('button', { name: 'Carte dans le téléphone' }).count(), 0)
  await fine('missing')

  Object.assign(config, { apple_pass: certificateFolder(), apple_push_url: apple.url })
  await page.reload()
  await hands.click('Carte dans le téléphone')
  await hands.type('Carte dans le téléphone', 'La nouvelle collection est là, venez la voir.')
  await page.keyboard.press('Tab')
  await page.getByText('Voici ce que lira une de vos clientes').waitFor()
  await fine('writing')
  await hands.click('Garder ce message')
  await page.getByRole('button', { name: 'Retirer : Carte dans le téléphone' }).waitFor()
  await fine('kept')
  await hands.click('Continuer')
  await hands.fill('Groupe témoin', '0')
  await hands.click('Continuer')
  await page.getByText('Recevront le message').waitFor()
  await hands.click(/^Aucune adresse pour ces moyens/)
  await page.getByText('n’a pas la carte dans son téléphone').first().waitFor()
  await fine('check')
  await hands.click('Continuer')
  await hands.click(/^Envoyer à/)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Envoyer à/ })
    .click()
  await until(async () => rung() === 1, 'the phone is rung')
})
