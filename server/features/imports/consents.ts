/**
 * A yes in a file counts only with its proof: where, when and to which words people said it. Without it nobody becomes
 * reachable. A no is always heard.
 */
import type { Context } from '../../platform/database.ts'
import { DEFAULT_PURPOSE } from '../consents/default-texts.ts'
import { currentConsents, recordConsents } from '../consents/actions.ts'
import type { ImportAnswer } from '../customers/import-customers.ts'
import type { Job } from './job.ts'
import type { ImportedCustomer } from './reading/to-customer.ts'

type Taken = { customer: ImportedCustomer; answer: ImportAnswer }

export async function takeConsents(ctx: Context, { options, import_id }: Job, taken: Taken[]) {
  const counts = { consents: 0, withdrawals: 0, not_contactable: 0 }
  const proof = options.consents
  const purpose = proof?.purpose ?? DEFAULT_PURPOSE
  for (const { customer, answer } of taken) {
    const asked = [['email', customer.consent_email] as const, ['sms', customer.consent_sms] as const]
    const yes = asked.filter(([, given]) => given === true).map(([channel]) => channel)
    const no = asked.filter(([, given]) => given === false).map(([channel]) => channel)
    if (yes.length > 0 && !proof) counts.not_contactable += 1
    // Somebody new has said nothing yet, so a no changes nothing.
    const asks = (yes.length > 0 && proof) || (no.length > 0 && answer.effect !== 'created')
    if (!asks) continue
    const standing = (await currentConsents(ctx, answer.customer_id)).filter((one) => one.purpose === purpose)
    const stands = (channel: string) => standing.find((one) => one.channel === channel)?.given
    const where = { source: proof?.source ?? 'import', store_id: null, device_id: null, import_id }
    const given = proof
      ? yes
          // Who has answered since the file was made is not asked again by it.
          .filter((channel) => stands(channel) === undefined)
          .map((channel) => ({
            channel,
            purpose,
            given: true,
            text_version: proof.text_version,
            occurred_at: proof.occurred_at,
            ...(proof.language !== undefined && { language: proof.language as 'fr' | 'en' }),
          }))
      : []
    const withdrawn = no
      .filter((channel) => stands(channel) === true)
      .map((channel) => ({ channel, purpose, given: false }))
    await recordConsents(ctx, answer.customer_id, [...given, ...withdrawn], where)
    counts.consents += given.length
    counts.withdrawals += withdrawn.length
  }
  return counts
}
