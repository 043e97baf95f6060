import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  household_not_found: [404, 'Ce foyer est introuvable.', 'There is no such household.'],
  household_customer_unknown: [404, 'Ce client est introuvable.', 'There is no such customer.'],
  household_customer_left: [
    409,
    'Ce client a quitté le programme : il ne peut pas partager un compte.',
    'This customer has left the programme and cannot share an account.',
  ],
  household_ended: [
    409,
    'Ce foyer n’a plus personne : créez-en un autre.',
    'Nobody is left in this household: make another.',
  ],
  household_full: [
    409,
    'Ce foyer est complet : votre enseigne limite le nombre de personnes par foyer.',
    'This household is full: your shop limits how many people share an account.',
  ],
  household_member_elsewhere: [
    409,
    'Ce client partage déjà un compte : il doit d’abord quitter son foyer.',
    'This customer already shares an account: they must leave that household first.',
  ],
  household_needs_agreement: [
    422,
    'Il faut l’accord de la personne qui rejoint le foyer et celui d’un de ses membres.',
    'Both must have agreed: whoever joins, and a member of the household.',
  ],
  household_not_member: [
    404,
    'Ce client n’est pas dans ce foyer.',
    'This customer is not in this household.',
  ],
  household_share_gone: [
    409,
    'Le délai pour repartir avec ce qu’on a apporté est passé : ce qui est au foyer lui reste.',
    'The time for leaving with what one brought is over: what the household has stays with it.',
  ],
})
