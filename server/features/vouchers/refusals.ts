import { refusals } from '../../platform/refusal.ts'

/** `voucher_not_usable` is the sale's: one code for the same no, at the till and here. */
export const refuse = refusals({
  voucher_not_found: [
    404,
    'Ce bon ou cette carte cadeau n’existe pas.',
    'There is no such voucher or gift card.',
  ],
  voucher_id_reused: [
    409,
    'Ce numéro de bon a déjà servi pour un autre bon. Rien n’a été créé.',
    'This voucher id was already used for another voucher. Nothing was made.',
  ],
  voucher_incomplete: [
    422,
    'Il manque à ce bon sa valeur, ou il en a une de trop : voyez le détail.',
    'This voucher lacks its worth, or has one too many: see the detail.',
  ],
  voucher_dates_wrong: [
    422,
    'Un bon commence avant de finir, et finit dans l’avenir.',
    'A voucher begins before it ends, and ends in the future.',
  ],
  voucher_above_limit: [
    403,
    'Ce montant dépasse ce que votre rôle permet.',
    'This amount is more than your role allows.',
  ],
  voucher_not_offered_by_role: [
    403,
    'Votre rôle permet de vendre une carte cadeau, pas d’offrir un bon.',
    'Your role may sell a gift card, not give a voucher.',
  ],
  voucher_payment_differs: [
    422,
    'Une carte cadeau vendue est payée de sa valeur exacte.',
    'A gift card that is sold is paid exactly what it is worth.',
  ],
  voucher_balance_too_low: [
    409,
    'Il reste moins que ce montant sur cette carte cadeau.',
    'There is less than this amount left on this gift card.',
  ],
  voucher_holds_no_money: [
    422,
    'Seule une carte cadeau porte de l’argent à réserver.',
    'Only a gift card holds money to set aside.',
  ],
  voucher_hold_not_found: [404, 'Cette réserve n’existe pas.', 'There is no such hold.'],
  voucher_hold_id_reused: [
    409,
    'Cette réserve a déjà servi pour autre chose. Rien n’a été pris.',
    'This hold was already used for something else. Nothing was taken.',
  ],
  voucher_hold_ended: [409, 'Cette réserve est terminée : recommencez.', 'This hold has ended: start again.'],
  voucher_capture_above_hold: [
    422,
    'On ne peut pas prendre plus que ce qui est réservé.',
    'No more can be taken than was set aside.',
  ],
  voucher_used_by_sale: [
    409,
    'Ce bon se déduit d’une vente\u202f: il ne se coche pas à la main.',
    'This voucher is taken off a sale: it is not marked by hand.',
  ],
  voucher_use_too_old: [
    403,
    'Passé un quart d’heure, demandez au responsable de revenir en arrière.',
    'After a quarter of an hour, ask the store manager to take this back.',
  ],
  voucher_store_unknown: [404, 'Cette boutique n’existe pas.', 'There is no such store.'],
  voucher_refund_too_large: [
    422,
    'On ne peut pas rendre à ce bon plus que ce que la vente en a pris.',
    'No more can be given back to this voucher than the sale took from it.',
  ],
})
