/** Sentences about a departure, for the person who leaves. */
const KEPT = {
  fr: [
    {
      what: 'Vos achats et leurs montants',
      why: 'La loi demande de garder les pièces comptables dix ans (Code de commerce, L123-22).',
    },
    {
      what: 'Les points donnés et utilisés',
      why: 'Ils font partie des mêmes comptes ; ils ne servent plus à rien d’autre.',
    },
    {
      what: 'La preuve de vos accords et de vos refus',
      why: 'Pour prouver que vos choix ont été respectés, et ne plus vous écrire.',
    },
    {
      what: 'Vos cartes cadeaux',
      why: 'Elles restent valables jusqu’à leur date : présentez-les en magasin.',
    },
  ],
  en: [
    {
      what: 'Your purchases and their amounts',
      why: 'The law asks to keep accounting records for ten years (French Commercial Code, L123-22).',
    },
    {
      what: 'The points given and used',
      why: 'They belong to the same accounts; they serve nothing else any more.',
    },
    {
      what: 'The proof of what you agreed to and refused',
      why: 'To prove that your choices were respected, and not to write to you again.',
    },
    { what: 'Your gift cards', why: 'They stay valid until their date: show them in the shop.' },
  ],
}

export const whatStays = (language: 'fr' | 'en') =>
  KEPT[language].map(({ what, why }) => ({
    what,
    why: language === 'fr' ? why.replace(' ;', '\u202f;').replace(' :', '\u202f:') : why,
  }))
