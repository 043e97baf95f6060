/** The few sentences that templates bring themselves, in the reader's language. */

const fr = {
  view: 'Voir dans le navigateur',
  unsubscribe: 'Se désinscrire',
  preferences: 'Choisir ce que je reçois',
  why_marketing: (shop: string) =>
    `Vous recevez ce message parce que vous avez accepté les offres de ${shop}.`,
  why_loyalty: (shop: string) => `Vous recevez ce message parce que vous avez la carte de ${shop}.`,
  why_service: (shop: string) => `Vous recevez ce message parce qu’il concerne vos achats chez ${shop}.`,
  privacy: 'Vos données',
  to_go: 'Encore {{ next_reward.to_go_words }} avant\u00a0: {{ next_reward.name }}',
  reached: 'Vous pouvez profiter de\u00a0: {{ next_reward.name }}',
  promotions: 'Choisis pour vous',
  good_until: 'Valable jusqu’au {{ day }}',
  code: 'Votre code',
  qr_alt: 'QR code du bon, le code est écrit dessous',
  barcode_alt: 'Code-barres du bon, le code est écrit dessous',
  your_store: 'Votre magasin',
  route: 'Voir l’itinéraire',
  see: 'Voir',
  days: '{% if days == 0 %}Dernier jour{% elsif days == 1 %}Plus qu’un jour{% else %}Plus que {{ days }} jours{% endif %}',
  over: 'C’est terminé',
  objection:
    'Vous pouvez vous opposer à recevoir nos courriers, à tout moment et sans motif, par simple lettre à cette adresse ou auprès de votre magasin.',
}
type Phrases = typeof fr

const en: Phrases = {
  view: 'View in a browser',
  unsubscribe: 'Unsubscribe',
  preferences: 'Choose what I receive',
  why_marketing: (shop) => `You receive this message because you agreed to offers from ${shop}.`,
  why_loyalty: (shop) => `You receive this message because you hold the ${shop} card.`,
  why_service: (shop) => `You receive this message because it is about your purchases at ${shop}.`,
  privacy: 'Your data',
  to_go: '{{ next_reward.to_go_words }} to go before: {{ next_reward.name }}',
  reached: 'Yours to enjoy: {{ next_reward.name }}',
  promotions: 'Chosen for you',
  good_until: 'Valid until {{ day }}',
  code: 'Your code',
  qr_alt: 'QR code of the voucher; the code is written below',
  barcode_alt: 'Barcode of the voucher; the code is written below',
  your_store: 'Your store',
  route: 'See the way',
  see: 'See',
  days: '{% if days == 0 %}Last day{% elsif days == 1 %}One day left{% else %}{{ days }} days left{% endif %}',
  over: 'It is over',
  objection:
    'You may object to receiving our letters, at any time and without giving a reason, by writing to this address or at your store.',
}

export const PHRASES: Record<'fr' | 'en', Phrases> = { fr, en }
