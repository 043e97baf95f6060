import { refusals } from '../../platform/refusal.ts'
import type { WhyClosed } from './rules.ts'

/** `reward_unknown` is the sale's, `points_short` and `hold_ended` the ledger's: one code for the same no everywhere. */
export const refuse = refusals({
  redemption_not_found: [
    404,
    'Cet avantage n’a pas été pris sur cette carte.',
    'No such reward was taken on this card.',
  ],
  redemption_id_reused: [
    409,
    'Ce numéro a déjà servi pour un autre avantage. Rien n’a été pris.',
    'This id was already used for another reward. Nothing was taken.',
  ],
  redemption_used: [
    409,
    'Cet avantage a déjà servi : il ne peut plus être annulé.',
    'This reward has already been used: it cannot be cancelled any more.',
  ],
  redemption_too_old: [
    403,
    'Passé un quart d’heure, demandez au responsable d’annuler cet avantage.',
    'After a quarter of an hour, ask the store manager to cancel this reward.',
  ],
  reward_comes_by_itself: [
    409,
    'Cet avantage est donné de lui-même à la prochaine vente : il ne se choisit pas.',
    'This reward is given by itself at the next sale: it is not chosen.',
  ],
  reward_not_yet: [409, 'Cet avantage n’est pas encore ouvert.', 'This reward is not open yet.'],
  reward_over: [409, 'Cet avantage est terminé.', 'This reward is over.'],
  reward_for_tier: [
    409,
    'Cet avantage est réservé à un autre statut de la carte.',
    'This reward is for another tier of the card.',
  ],
  reward_for_club: [
    409,
    'Cet avantage est réservé aux membres d’un club.',
    'This reward is for the members of a club.',
  ],
  reward_limit_reached: [
    409,
    'Ce client a déjà pris cet avantage autant de fois que permis.',
    'This customer has taken this reward as often as allowed.',
  ],
  reward_out_of_stock: [409, 'Il n’en reste plus.', 'There is none left.'],
  reward_not_in_catalogue: [404, 'Cette récompense n’existe pas.', 'There is no such reward.'],
  stock_change_reused: [
    409,
    'Ce numéro a déjà servi pour un autre mouvement de stock. Rien n’a été changé.',
    'This id was already used for another change of stock. Nothing was changed.',
  ],
  stock_too_low: [409, 'Il y en a moins que cela en réserve.', 'There are fewer than that left.'],
})

const CLOSED = {
  not_yet: 'reward_not_yet',
  over: 'reward_over',
  tier: 'reward_for_tier',
  club: 'reward_for_club',
  limit: 'reward_limit_reached',
  out_of_stock: 'reward_out_of_stock',
} as const

/** The refusal for why a reward is closed, the same at the counter, on the phone and in a sale. */
export const refuseClosed = (why: WhyClosed, details: Record<string, unknown> = {}) =>
  refuse(CLOSED[why], details)
