import { refusals } from '../../platform/refusal.ts'

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
})
