import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  referral_off: [
    409,
    'Le parrainage n’est pas proposé en ce moment.',
    'Bringing friends is not offered at the moment.',
  ],
  referral_code_unknown: [404, 'Ce code de parrainage n’existe pas.', 'There is no such code.'],
  referral_id_reused: [
    409,
    'Ce parrainage a déjà servi pour deux autres personnes.',
    'This id was already used for two other people.',
  ],
  referral_self: [409, 'On ne se parraine pas soi-même.', 'Nobody brings themselves.'],
  referral_same_person: [
    409,
    'Ces deux cartes semblent être à la même personne\u202f: même téléphone ou même e-mail.',
    'These two cards seem to be one person’s: same telephone or e-mail.',
  ],
  referral_same_home: [
    409,
    'Ces deux personnes sont du même foyer\u202f: le parrainage est pour de nouveaux clients.',
    'These two people are of one home: bringing friends is for new customers.',
  ],
  referral_same_device: [
    409,
    'Trop de parrainages viennent de ce téléphone.',
    'Too many friends come from this telephone.',
  ],
  referral_friend_known: [
    409,
    'Cette personne a déjà acheté ici\u202f: le parrainage est pour de nouveaux clients.',
    'This person has bought here before: bringing friends is for new customers.',
  ],
  referral_friend_brought: [
    409,
    'Cette personne a déjà un parrain ou une marraine.',
    'Somebody has brought this person already.',
  ],
  referral_ring: [
    409,
    'Cette personne a amené elle-même son parrain\u202f: on ne se parraine pas en rond.',
    'This person has brought who brings them: not in a ring.',
  ],
  referral_too_many: [
    409,
    'Le nombre de parrainages du mois est atteint.',
    'The number of friends for this month is reached.',
  ],
})
