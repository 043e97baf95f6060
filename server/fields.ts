/** What can be asked of people: each feature declares its own, beside its data; audiences put them into rules. */
import { activityFields } from './features/activities/fields.ts'
import { audienceFields } from './features/audiences/fields.ts'
import type { Field } from './features/audiences/shape.ts'
import { campaignFields } from './features/campaigns/fields.ts'
import { clubFields } from './features/clubs/fields.ts'
import { consentFields } from './features/consents/fields.ts'
import { customerFields } from './features/customers/fields.ts'
import { householdFields } from './features/households/fields.ts'
import { importFields } from './features/imports/fields.ts'
import { linkFields } from './features/links/fields.ts'
import { listFields } from './features/lists/fields.ts'
import { messageFields } from './features/messages/fields.ts'
import { pointFields } from './features/points/fields.ts'
import { preferenceFields } from './features/preferences/fields.ts'
import { referralFields } from './features/referrals/fields.ts'
import { rewardFields } from './features/rewards/fields.ts'
import { saleFields } from './features/sales/fields.ts'
import { tierFields } from './features/tiers/fields.ts'
import { voucherFields } from './features/vouchers/fields.ts'

/** In the order in which a person looks for them. */
export const fields: ReadonlyMap<string, Field> = new Map(
  [
    ...saleFields,
    ...customerFields,
    ...importFields,
    ...pointFields,
    ...tierFields,
    ...voucherFields,
    ...rewardFields,
    ...householdFields,
    ...clubFields,
    ...listFields,
    ...consentFields,
    ...preferenceFields,
    ...messageFields,
    ...linkFields,
    ...campaignFields,
    ...activityFields,
    ...referralFields,
    ...audienceFields,
  ].map((field) => [field.key, field]),
)
