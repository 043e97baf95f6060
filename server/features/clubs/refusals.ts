import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  club_not_found: [404, 'Ce club n’existe pas.', 'There is no such club.'],
  club_ended: [409, 'Ce club est terminé.', 'This club has ended.'],
  club_full: [409, 'Ce club est complet.', 'This club is full.'],
  club_not_open: [
    409,
    'On n’entre pas de soi-même dans ce club.',
    'Nobody joins this club by their own choice.',
  ],
  club_follows_list: [
    409,
    'Ce club suit une liste\u202f: c’est elle qui dit qui en est.',
    'This club follows a list, which says who is in it.',
  ],
  club_needs_list: [
    422,
    'Dites quelle liste ce club suit, ou choisissez une autre façon d’entrer.',
    'Say which list this club follows, or choose another way of joining.',
  ],
  club_takes_no_requests: [409, 'Ce club ne prend pas de demandes.', 'This club takes no requests.'],
  club_already_in: [409, 'Cette personne est déjà dans le club.', 'This person is in the club already.'],
  club_already_asked: [
    409,
    'Une demande ou une invitation attend déjà une réponse.',
    'A request or an invitation already waits for an answer.',
  ],
  club_request_not_found: [404, 'Cette demande n’existe pas.', 'There is no such request.'],
  club_request_answered: [
    409,
    'Cette demande a déjà reçu une autre réponse.',
    'This request was already answered otherwise.',
  ],
  club_request_id_reused: [
    409,
    'Cette demande a déjà servi pour autre chose.',
    'This request id was already used for something else.',
  ],
  club_answer_not_yours: [
    403,
    'La réponse revient à l’autre\u202f: le magasin répond aux demandes, le client aux invitations.',
    'The answer is the other side’s: the shop answers requests, the customer invitations.',
  ],
})
