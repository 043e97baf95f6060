/** What must be mended in a programme, each with what to do about it. */
export const sentences = {
  name_empty: ['Donnez un nom.', 'Give it a name.'],
  name_too_long: [
    'Ce nom est trop long : 120 caractères au plus.',
    'This name is too long: 120 characters at most.',
  ],
  units_missing: [
    'Dites ce qui est compté : points, tampons, montant ou cagnotte.',
    'Say what is counted: points, stamps, amount or a kitty.',
  ],
  earning_missing: ['Rien ne fait gagner : ajoutez une règle.', 'Nothing earns: add a rule.'],
  id_empty: ['Un identifiant est vide : donnez-en un.', 'An identifier is empty: give one.'],
  id_duplicate: [
    'Cet identifiant sert deux fois : changez-en un.',
    'This identifier is used twice: change one.',
  ],
  id_reserved: [
    'Cet identifiant est réservé aux statuts et aux bonus : choisissez-en un autre.',
    'This identifier is reserved for tiers and bonuses: choose another.',
  ],
  unit_name_missing: [
    'Donnez-lui un nom : c’est ainsi que vos clients distinguent les deux.',
    'Give it a name: it is how your customers tell the two apart.',
  ],
  unit_name_duplicate: [
    'Les deux portent le même nom : changez-en un.',
    'Both have the same name: change one.',
  ],
  unit_unknown: [
    'Le programme ne compte pas cela : choisissez ce qu’il compte, des points ou des tampons par exemple.',
    'The programme has no such unit: choose another.',
  ],
  rule_unknown: [
    'Cette règle n’existe pas, ou compte autre chose : choisissez-en une autre.',
    'There is no such rule, or it counts something else: choose another.',
  ],
  tier_unknown: [
    'Ce statut n’existe pas dans le programme : choisissez-en un autre.',
    'The programme has no such tier: choose another.',
  ],
  not_whole: ['Un nombre entier est attendu.', 'A whole number is expected.'],
  too_small: ['Ce nombre est trop petit.', 'This number is too small.'],
  too_large: ['Ce nombre est trop grand.', 'This number is too large.'],
  spend_not_by_amount: [
    'Un montant d’achats se compte par montant : choisissez « selon le montant ».',
    'An amount of purchases is counted by amount: choose “by amount”.',
  ],
  product_missing: [
    'Dites quel produit est offert, de quel rayon, ou jusqu’à quelle valeur.',
    'Say which product is free, from which category, or up to which value.',
  ],
  cause_missing: ['Dites à qui va le don.', 'Say who the donation is for.'],
  expires_before_available: [
    'Ce qui est gagné pourrait expirer avant de servir : attendez moins, ou laissez plus de temps.',
    'What is earned could expire before it can be used: wait less, or leave more time.',
  ],
  date_unknown: [
    'Ce jour n’existe pas au calendrier : corrigez la date.',
    'This day is not in the calendar: correct the date.',
  ],
  date_past: ['Ce jour est passé : choisissez une date à venir.', 'This day is past: choose a date to come.'],
  dates_reversed: [
    'La fin vient avant le début : échangez les deux dates.',
    'The end comes before the beginning: swap the two dates.',
  ],
  hours_empty: [
    'Le début et la fin sont à la même heure : changez-en une.',
    'It begins and ends at the same hour: change one.',
  ],
  basket_reversed: [
    'Le panier le plus petit dépasse le plus grand : échangez les deux montants.',
    'The smallest basket is above the largest: swap the two amounts.',
  ],
  never_holds: [
    'Ces conditions ne sont jamais réunies : retirez-en une.',
    'These conditions are never met together: remove one.',
  ],
  only_for_purchases: [
    'Cette condition ne vaut que pour un achat : retirez-la d’une activité.',
    'This condition only makes sense for a purchase: remove it from an activity.',
  ],
  activity_unknown: [
    'Donnez à l’activité un nom simple : des lettres sans accent, des chiffres et « _ ».',
    'Give the activity a plain name: letters without accents, digits and “_”.',
  ],
  cap_zero: [
    'Un plafond de zéro ne donne jamais rien : mettez au moins 1, ou retirez-le.',
    'A limit of zero never gives anything: set at least 1, or remove it.',
  ],
  cap_duplicate: [
    'Il y a déjà un plafond pour cette durée : gardez-en un seul.',
    'There is already a limit for this time: keep one only.',
  ],
  pays_zero: [
    'Payer avec zéro ne vaut rien : dites combien de points valent combien d’euros.',
    'Paying with zero is worth nothing: say how many units are worth how many euros.',
  ],
  pays_missing: [
    'Une cagnotte sert à payer : dites dans quelle limite, ou ajoutez une récompense.',
    'A kitty is there to pay: say within which limit, or add a reward.',
  ],
  pays_face_value: [
    'Un euro de cagnotte vaut un euro : ne changez pas ce taux.',
    'One euro of a kitty is worth one euro: leave this rate as it is.',
  ],
  pays_not_spend: [
    'Un montant d’achats ne se dépense pas : payez avec des points ou une cagnotte.',
    'An amount of purchases cannot be spent: pay with points or a kitty.',
  ],
  factor_too_small: [
    'Un bonus donne plus, jamais moins : multipliez au moins par 1.',
    'A bonus gives more, never less: multiply by at least 1.',
  ],
  factor_too_large: [
    'Ce bonus est trop grand pour des règles qui donnent autant : multipliez moins, ou donnez moins.',
    'This bonus is too large for rules that give so much: multiply by less, or give fewer units.',
  ],
  thresholds_not_rising: [
    'Chaque statut demande plus que le précédent : augmentez ce seuil.',
    'Each tier asks for more than the one before: raise this threshold.',
  ],
  tiers_missing: ['Ajoutez au moins un statut.', 'Add at least one tier.'],
  starts_without_period: [
    'Sur une période glissante, un statut commence tout de suite : il n’y a pas de « période suivante ».',
    'Over a rolling period a tier begins at once: there is no “next period”.',
  ],
  benefit_text_missing: ['Dites quel est cet avantage.', 'Say what this advantage is.'],
  unit_kind_changed: [
    'Vos clients en ont déjà : ce que c’est ne peut plus changer. Ajoutez plutôt une autre chose à compter.',
    'Your customers already hold this unit: keep its kind, and count something else under another name.',
  ],
  automatic_is_for_all: [
    'Une récompense qui vient toute seule est pour tous, sans limite : faites-la choisir pour la limiter.',
    'A reward that comes by itself is for everyone, without limit: let it be chosen to limit it.',
  ],
} as const satisfies Record<string, readonly [string, string]>

export type ProblemCode = keyof typeof sentences

export type Problem = { code: ProblemCode; path: string; fr: string; en: string }

export type Report = (code: ProblemCode, path: string) => unknown

/** The sentences above are written with plain spaces. */
export const thin = (fr: string) => fr.replaceAll(/ (?=[:;!?»])/g, '\u202f').replaceAll('« ', '«\u202f')

export function problemOf(code: ProblemCode, path: string): Problem {
  const [fr, en] = sentences[code]
  return { code, path, fr: thin(fr), en }
}
