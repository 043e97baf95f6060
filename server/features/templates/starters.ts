/** Templates to begin with: whole messages that only want the shop's own words. */
import { STARTERS_EN } from './starters-en.ts'
import { STARTERS_FR } from './starters-fr.ts'
import type { Content, TemplateChannel, TemplatePurpose, Variant } from './schemas.ts'

type Both = Record<'fr' | 'en', string>
export type Starter = {
  starter: string
  channel: TemplateChannel
  purpose: TemplatePurpose
  name: Both
  about: Both
  draft: Content
}

const KINDS: [string, TemplateChannel, TemplatePurpose][] = [
  ['newsletter', 'email', 'marketing'],
  ['birthday', 'email', 'marketing'],
  ['points_expiring', 'email', 'loyalty'],
  ['gift_card', 'email', 'loyalty'],
  ['private_sale', 'email', 'marketing'],
  ['thank_you', 'email', 'loyalty'],
  ['private_sale_sms', 'sms', 'marketing'],
  ['points_expiring_sms', 'sms', 'loyalty'],
  ['gift_card_push', 'push', 'loyalty'],
  ['come_back_letter', 'letter', 'marketing'],
  ['come_back_call', 'phone', 'marketing'],
  ['private_sale_post', 'social', 'marketing'],
]

export const STARTERS: Starter[] = KINDS.map(([starter, channel, purpose]) => {
  const [fr, en] = [STARTERS_FR[starter]!, STARTERS_EN[starter]!]
  return {
    starter,
    channel,
    purpose,
    name: { fr: fr.name, en: en.name },
    about: { fr: fr.about, en: en.about },
    draft: { fr: fr.variant, en: en.variant },
  }
})

export type Written = Record<string, { name: string; about: string; variant: Variant }>
