/** What happened to a person's tiers, clubs and friends, and what they did that is not a purchase. */
import { nameOfActivity } from '../activities/rules.ts'
import type { Language } from '../../lib/money.ts'
import type { Saying } from './words.ts'

export const quoted = (text: string, language: Language) =>
  language === 'fr' ? `«\u202f${text}\u202f»` : `“${text}”`

const ANSWERS = {
  accepted: ['acceptée', 'accepted'],
  refused: ['refusée', 'refused'],
  withdrawn: ['retirée', 'withdrawn'],
} as const

type Sentences = Record<string, () => [string, string]>

export function sayLoyalty(payload: Record<string, any>, saying: Saying): Sentences {
  const { language, units, tier = () => null } = saying
  const colon = language === 'fr' ? '\u202f:' : ':'
  return {
    'activity.recorded': () => {
      const earned = (payload.earned as { unit: string; units: number }[])
        .map((one) => units(one.unit, one.units))
        .join(', ')
      const what = nameOfActivity(payload.activity, language)
      const sentence = earned ? `${what} (${earned})` : what
      return [sentence, sentence]
    },
    'activity.cancelled': () => [
      `Annulé${colon} ${nameOfActivity(payload.activity, language)}`,
      `Cancelled: ${nameOfActivity(payload.activity, language)}`,
    ],
    'tier.changed': () => {
      const name = tier(payload.ladder_id, payload.to)
      return name
        ? [`Statut${colon} ${name}`, `Tier: ${name}`]
        : [`N’a plus de statut`, `Has no tier any more`]
    },
    'tier.granted': () => [
      `Statut donné${colon} ${tier(payload.ladder_id, payload.tier_id) ?? payload.tier_id}`,
      `Tier given: ${tier(payload.ladder_id, payload.tier_id) ?? payload.tier_id}`,
    ],
    'tier.grant_ended': () => [
      `Fin du statut donné${colon} ${tier(payload.ladder_id, payload.tier_id) ?? payload.tier_id}`,
      `End of the tier given: ${tier(payload.ladder_id, payload.tier_id) ?? payload.tier_id}`,
    ],
    'club.joined': () => [
      `Entre dans le club ${quoted(payload.name, language)}`,
      `Joined the club ${quoted(payload.name, language)}`,
    ],
    'club.left': () => [
      `Quitte le club ${quoted(payload.name, language)}`,
      `Left the club ${quoted(payload.name, language)}`,
    ],
    'club.asked': () =>
      payload.kind === 'request'
        ? [
            `Demande à entrer dans le club ${quoted(payload.name, language)}`,
            `Asks to join the club ${quoted(payload.name, language)}`,
          ]
        : [
            `Invitation dans le club ${quoted(payload.name, language)}`,
            `Invited to the club ${quoted(payload.name, language)}`,
          ],
    'club.answered': () => {
      const [fr, en] = ANSWERS[payload.answer as keyof typeof ANSWERS]
      const name = quoted(payload.name, language)
      return [`Club ${name}${colon} ${fr}`, `Club ${name}: ${en}`]
    },
    'referral.asked': () => ['Arrive grâce à un ami', 'Came by way of a friend'],
    'referral.rewarded': () => ['Parrainage récompensé', 'Rewarded for a friend'],
    'referral.ended': () => ['Parrainage sans suite', 'Nothing came of the friend’s code'],
  }
}
