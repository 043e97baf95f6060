/** What values are called, for people who write templates and for those told that one is missing. */
const NAMES: Record<string, [fr: string, en: string]> = {
  first_name: ['prénom', 'first name'],
  last_name: ['nom', 'last name'],
  salutation: ['bonjour', 'greeting'],
  points: ['nombre de points', 'number of points'],
  points_words: ['points', 'points'],
  'next_reward.name': ['prochaine récompense', 'next reward'],
  'next_reward.to_go_words': ['ce qu’il manque pour la récompense', 'what is missing for the reward'],
  'next_reward.progress': ['avancée vers la récompense', 'progress to the reward'],
  'expiring.words': ['points qui expirent', 'points about to expire'],
  'expiring.date': ['date d’expiration des points', 'day the points expire'],
  'expiring.days': ['jours avant expiration', 'days before they expire'],
  'tier.name': ['statut', 'tier'],
  'tier.next_name': ['prochain statut', 'next tier'],
  'tier.missing_words': ['ce qu’il manque pour le statut', 'what is missing for the tier'],
  'vouchers[0].name': ['bon en cours', 'voucher in hand'],
  'vouchers[0].code_grouped': ['code du bon en cours', 'code of the voucher in hand'],
  'vouchers[0].until': ['fin du bon en cours', 'last day of the voucher in hand'],
  'voucher.name': ['bon offert', 'voucher given'],
  'voucher.code': ['code du bon offert', 'code of the voucher given'],
  'voucher.code_grouped': ['code du bon offert', 'code of the voucher given'],
  'voucher.until': ['fin du bon offert', 'last day of the voucher given'],
  'store.name': ['magasin habituel', 'home store'],
  'store.address': ['adresse du magasin', 'address of the store'],
  'store.phone': ['téléphone du magasin', 'telephone of the store'],
  'last_purchase.date': ['date du dernier achat', 'day of the last purchase'],
  'last_purchase.total': ['montant du dernier achat', 'amount of the last purchase'],
  'last_purchase.store': ['magasin du dernier achat', 'store of the last purchase'],
  card_number: ['numéro de carte', 'card number'],
  birthday_words: ['anniversaire', 'birthday'],
  'context.weather.words': ['météo du magasin', 'weather at the store'],
  'context.weather.temperature_words': ['température au magasin', 'temperature at the store'],
  today_words: ['date du jour', 'today'],
  'shop.name': ['nom de la boutique', 'name of the shop'],
  'shop.card_url': ['adresse de la carte', 'address of the card'],
}

export const valueName = (name: string, language: 'fr' | 'en') =>
  NAMES[name]?.[language === 'fr' ? 0 : 1] ?? name

/** Those that an editor offers, in order. */
export const OFFERED = Object.keys(NAMES)
