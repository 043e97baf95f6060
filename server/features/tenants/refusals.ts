import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  slug_taken: [
    409,
    'Cette adresse courte est déjà prise par une autre enseigne.',
    'Another shop already has this short address.',
  ],
  host_name_taken: [
    409,
    'Ce nom de domaine est déjà celui d’une autre enseigne.',
    'Another shop already has this host name.',
  ],
  tenant_id_taken: [
    409,
    'Cet identifiant est déjà celui d’une autre enseigne.',
    'Another shop already has this id.',
  ],
  shops_by_operator_only: [
    403,
    'Sur cette installation, seul l’exploitant ouvre une nouvelle enseigne.',
    'On this install only the operator opens a new shop.',
  ],
  owner_needed: [400, 'Indiquez le nom et l’adresse du propriétaire.', 'Give the owner’s name and address.'],
  already_set_up: [
    403,
    'Cette installation est déjà prête : connectez-vous.',
    'This install is already set up: sign in.',
  ],
  wrong_setup_secret: [
    403,
    'Le code d’installation ne convient pas : il est affiché là où Comptoir a été démarré.',
    'The set-up code is wrong: it is shown where Comptoir was started.',
  ],
  unknown_time_zone: [400, 'Ce fuseau horaire n’existe pas.', 'There is no such time zone.'],
})
