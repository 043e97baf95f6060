/** A message that somebody may open in the browser. */
import { queued } from '../../../test/outbox.ts'
import { config, type openShop } from '../../../test/shop.ts'
import { addReaders } from '../campaigns/campaigns.fixture.ts'
import { openLinkKeys, signToken } from '../links/sign.ts'
import { queueMessages } from '../messages/queue.ts'

type Shop = Awaited<ReturnType<typeof openShop>>

/** The address behind « Voir dans le navigateur » of an e-mail by this version. */
export async function pageOf(shop: Shop, template_id: string, version = 1): Promise<string> {
  const [customer_id] = await addReaders(shop, 1)
  const content = { template_id, version, language: 'fr' as const, values: {} }
  const message = queued(customer_id!, { purpose: 'marketing', content })
  await shop.within((ctx) => queueMessages(ctx, [message]))
  const token = signToken(openLinkKeys(config.home), 'v', shop.tenant_id, message.message_id)
  return `/t/${shop.slug}/v/${token}`
}
