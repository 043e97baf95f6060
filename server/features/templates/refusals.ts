import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  template_not_found: [404, 'Ce modèle n’existe pas.', 'There is no such template.'],
  template_version_not_found: [
    404,
    'Cette version du modèle n’existe pas.',
    'There is no such version of this template.',
  ],
  template_in_use: [
    409,
    'Une campagne qui doit encore partir se sert de ce modèle\u202f: donnez-lui-en un autre d’abord.',
    'A campaign that is still to go uses this template: give it another one first.',
  ],
  template_archived: [409, 'Ce modèle est archivé.', 'This template is archived.'],
  template_channel_fixed: [
    409,
    'Le moyen d’un modèle ne change pas\u202f: faites-en un nouveau.',
    'The channel of a template does not change: make a new one.',
  ],
  template_not_of_channel: [
    422,
    'Ce contenu n’est pas celui de ce moyen d’envoi.',
    'This content is not of this channel.',
  ],
  template_empty: [422, 'Ce modèle ne dit encore rien.', 'This template does not say anything yet.'],
  template_malformed: [
    422,
    'Une formule entre accolades n’est pas comprise.',
    'A formula between braces is not understood.',
  ],
  template_not_ready: [
    422,
    'Ce modèle ne peut pas encore servir\u202f: voyez ce qui manque.',
    'This template cannot serve yet: see what is missing.',
  ],
  template_version_not_next: [
    409,
    'Une autre version a été mise en service entre-temps.',
    'Another version was put in service meanwhile.',
  ],
  template_too_large: [422, 'Ce message est trop long.', 'This message is too long.'],
  template_no_own_address: [
    422,
    'Votre compte n’a pas d’adresse e-mail\u202f: connectez-vous avec la vôtre pour recevoir un essai.',
    'Your account has no e-mail address: sign in with yours to receive a test.',
  ],
  template_test_by_email: [
    422,
    'L’essai s’envoie par e-mail seulement\u202f; les autres moyens se voient dans l’aperçu.',
    'A test is sent by e-mail only; other channels are seen in the preview.',
  ],
  shared_block_not_found: [404, 'Ce bloc partagé n’existe pas.', 'There is no such shared block.'],
  shared_block_in_use: [
    409,
    'Des modèles se servent de ce bloc\u202f: retirez-l’en d’abord.',
    'Templates use this block: take it out of them first.',
  ],
})
