import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  api_key_not_found: [404, 'Cette clé n’existe pas.', 'There is no such key.'],
  api_key_role_fixed: [
    409,
    'Le rôle d’une clé ne change pas\u202f: faites-en une autre et supprimez celle-ci.',
    'The role of a key does not change: make another one and delete this one.',
  ],
})
