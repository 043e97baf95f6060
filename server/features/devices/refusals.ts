import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  device_not_found: [404, 'Cette caisse n’existe pas.', 'There is no such till.'],
  device_retired: [
    409,
    'Cette caisse a été retirée\u202f: ajoutez-en une nouvelle.',
    'This till was retired: add a new one.',
  ],
  device_store_unknown: [
    400,
    'Ce magasin n’existe pas, est fermé ou n’est pas le vôtre.',
    'This store does not exist, is closed or is not yours.',
  ],
  pairing_code_wrong: [
    400,
    'Ce code ne convient pas ou n’est plus valable. Demandez-en un nouveau.',
    'This code is wrong or no longer valid. Ask for a new one.',
  ],
  wrong_pin: [401, 'Ce code personnel ne convient pas.', 'This PIN is wrong.'],
})
