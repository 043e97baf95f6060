import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  product_not_found: [404, 'Cet article n’existe pas.', 'There is no such product.'],
  sku_taken: [
    409,
    'Un autre article porte déjà cette référence.',
    'Another product already has this reference.',
  ],
  barcode_taken: [
    409,
    'Un autre article porte déjà ce code-barres.',
    'Another product already has this barcode.',
  ],
  photo_not_found: [404, 'Cet article n’a pas de photo.', 'This product has no photo.'],
  photo_unreadable: [
    415,
    'Cette image n’est pas lisible\u202f: envoyez un fichier JPEG, PNG ou WebP.',
    'This picture cannot be read: send a JPEG, PNG or WebP file.',
  ],
  photo_too_large: [
    413,
    'Cette image est trop grande\u202f: 2 Mo et 8\u202f000 points de côté au plus.',
    'This picture is too large: 2 MB and 8,000 dots a side at most.',
  ],
})
