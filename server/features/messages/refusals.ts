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
  no_mailbox: [
    404,
    'Les messages partent vraiment : il n’y a pas de boîte d’essai.',
    'Messages really leave: there is no trial mailbox here.',
  ],
})
