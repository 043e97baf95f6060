import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  picture_not_found: [404, 'Cette image n’existe pas.', 'There is no such picture.'],
  picture_unreadable: [
    415,
    'Cette image n’est pas lisible\u202f: envoyez un fichier JPEG, PNG ou WebP.',
    'This picture cannot be read: send a JPEG, PNG or WebP file.',
  ],
  picture_too_large: [
    413,
    'Cette image est trop grande\u202f: 3\u202fMo et 8\u202f000 points de côté au plus.',
    'This picture is too large: 3 MB and 8,000 dots a side at most.',
  ],
  picture_id_reused: [
    409,
    'Ce numéro a déjà servi pour une autre image. Rien n’a été gardé.',
    'This id was already used for another picture. Nothing was kept.',
  ],
})
