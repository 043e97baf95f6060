import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  message_id_reused: [
    409,
    'Cet identifiant a déjà servi pour un autre message.',
    'This id already belongs to another message.',
  ],
  message_too_long: [422, 'Ce SMS est trop long.', 'This text message is too long.'],
  message_not_unknown: [
    409,
    'On sait déjà ce que ce message est devenu.',
    'It is already known what became of this message.',
  ],
  not_by_text: [
    422,
    'Un SMS ne revient pas et ne se signale pas : répondez-lui, ou répondez STOP.',
    'A text message does not bounce and is not reported: answer it, or answer STOP.',
  ],
  wrong_signature: [
    401,
    'Cet envoi n’est pas signé comme il faut.',
    'This call is not signed as it should be.',
  ],
  not_a_push_address: [
    422,
    'Ce téléphone ne donne pas une adresse de notification valable.',
    'This phone does not give a valid address for notifications.',
  ],
  not_a_domain: [
    422,
    'Ce n’est pas un nom de domaine : écrivez par exemple « news.maboutique.fr ».',
    'This is not a domain name: write for example “news.myshop.com”.',
  ],
  domain_not_found: [404, 'Ce domaine d’envoi n’existe pas.', 'There is no such sending domain.'],
  call_not_found: [404, 'Cet appel n’existe pas.', 'There is no such call.'],
  call_not_due: [
    409,
    'Cet appel est terminé, ou prévu pour un autre moment.',
    'This call is over, or is for another time.',
  ],
  call_again_in_past: [
    422,
    'Le moment où rappeler est déjà passé.',
    'The time to call again is in the past.',
  ],
  call_answer_unknown: [
    422,
    'Le script de cet appel n’a pas cette réponse : rechargez la page.',
    'The script of this call has no such answer: load the page again.',
  ],
  letter_batch_not_found: [404, 'Ce lot de courriers n’existe pas.', 'There is no such batch of letters.'],
  letter_batch_reused: [
    409,
    'Cet identifiant a déjà servi pour un autre lot de courriers.',
    'This id already belongs to another batch of letters.',
  ],
  letter_batch_empty: [
    409,
    'Il n’y a aucun courrier à imprimer dans ce lot.',
    'There is no letter to print in this batch.',
  ],
  letter_batch_posted: [
    409,
    'Ces courriers sont déjà postés : leurs pages ne sont plus gardées.',
    'These letters are in the post already: their pages are not kept any longer.',
  ],
  no_mailbox: [
    404,
    'Les messages partent vraiment : il n’y a pas de boîte d’essai.',
    'Messages really leave: there is no trial mailbox here.',
  ],
})
