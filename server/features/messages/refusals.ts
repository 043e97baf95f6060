import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  message_id_reused: [
    409,
    'Cet identifiant a déjà servi pour un autre message.',
    'This id already belongs to another message.',
  ],
  message_too_long: [422, 'Ce SMS est trop long.', 'This text message is too long.'],
  no_mailbox: [
    404,
    'Les messages partent vraiment : il n’y a pas de boîte d’essai.',
    'Messages really leave: there is no trial mailbox here.',
  ],
})
