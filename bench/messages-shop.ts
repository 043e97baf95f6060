/** The shop of the messages' benchmark: who agreed, the newsletter, the domain that signs it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { writeDomain } from '../server/features/messages/domains.ts'
import type { Content, QueuedMessage } from '../server/features/messages/shape.ts'
import { readBrand, writeBrand } from '../server/features/templates/brand.ts'
import { putInService, writeTemplate } from '../server/features/templates/actions.ts'
import { newId } from '../server/lib/id.ts'
import { inTenant } from '../server/platform/database.ts'
import type { Key } from './bare-senders.ts'
import type { BenchShop } from './shop.ts'

export function giveConsents(shop: BenchShop) {
  const at = new Date(Date.now() - 86_400_000)
  return inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, async ({ tx }) => {
    await sql`insert into consent (tenant_id, customer_id, consent_id, channel, purpose, given, text_version, language,
        text_hash, source, actor, occurred_at, recorded_at)
      select tenant_id, customer_id, md5('consent' || customer_id)::uuid, 'email', 'offers', true, 1, 'fr', '\\x00', 'bench',
        'bench', ${at}, ${at}
      from customer where tenant_id = ${shop.tenant_id}`.execute(tx)
    await sql`analyze customer`.execute(tx).catch(() => {})
  })
}

const WORDS = `Bonjour {{ first_name }},

La nouvelle saison est arrivée. **Vos pièces préférées** vous attendent en boutique, et nous avons mis de côté
quelques modèles dans votre taille. Passez nous voir avant samedi : le café est offert.`

export async function writeNewsletter(shop: BenchShop, public_url: string): Promise<Content> {
  const template_id = newId()
  const blocks = [
    { block_id: 'a', kind: 'text' as const, words: WORDS },
    {
      block_id: 'b',
      kind: 'button' as const,
      label: 'Voir la saison',
      url: 'https://boutique.example/saison',
    },
    { block_id: 'c', kind: 'text' as const, words: WORDS.replace('La nouvelle', 'Et une autre') },
  ]
  const draft = {
    fr: { subject: 'Une surprise pour vous, {{ first_name }}', preheader: 'À lire', blocks },
    en: null,
  }
  await inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, async (ctx) => {
    await writeTemplate(ctx, { template_id, name: 'Bench', channel: 'email', purpose: 'marketing', draft })
    await writeBrand(ctx, {
      ...(await readBrand(ctx)),
      legal_name: 'Boutique SARL',
      postal_address: '4 rue des Lilas, 42000 Saint-Étienne',
    })
    await putInService(ctx, public_url, template_id, 1)
  })
  return { template_id, version: 1, language: 'fr', values: {} }
}

const ORIGIN = { kind: 'campaign' as const, id: newId(), step: null }

export const messageFor = (
  customer_id: string,
  at: number,
  channel: 'email' | 'sms',
  purpose: 'marketing' | 'service',
  content: Content,
): QueuedMessage => ({
  message_id: newId(),
  customer_id,
  channel,
  purpose,
  recipient: channel === 'email' ? `client${at}@exemple${at % 50}.fr` : `+336${String(10_000_000 + at)}`,
  content,
  origin: ORIGIN,
  store_id: null,
  priority: 10,
  due_at: new Date(),
  useful_until: null,
  cost_millicents: 2_000,
})

/** The shop's own domain, so that what leaves is signed; old enough to be believed. */
export async function ownDomain(shop: BenchShop): Promise<Key> {
  const domain = 'boutique.example'
  await inTenant(shop.db, { tenant_id: shop.tenant_id, actor: 'bench' }, async (ctx) => {
    await writeDomain(ctx, shop.config, { domain, stream: 'marketing', mailbox_name: 'bonjour' })
    const long_ago = new Date(ctx.now.getTime() - 365 * 86_400_000)
    await ctx.tx
      .updateTable('sending_domain')
      .set({ verified_at: long_ago, first_sent_at: long_ago })
      .where('tenant_id', '=', ctx.tenant_id)
      .execute()
  })
  const path = join(shop.config.home, 'secrets', `dkim-${shop.tenant_id}-${domain}`)
  return { domainName: domain, keySelector: 'comptoir1', privateKey: readFileSync(path, 'utf8') }
}
