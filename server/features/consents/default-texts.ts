/**
 * What a customer is asked until the shop writes its own words: who asks, for what, by what means, and how
 * to stop. One question per channel, never joined to another, never answered beforehand (CPCE L34-5; GDPR
 * 4(11) and 7).
 */
const CHANNELS = ['email', 'sms', 'phone', 'letter', 'push', 'tracking'] as const
type Channel = (typeof CHANNELS)[number]
export type Language = 'fr' | 'en'

export const DEFAULT_PURPOSE = 'offers'
export const DEFAULT_VERSION = 1

type Texts = Partial<Record<Channel, Record<Language, (shop: string) => string>>>

const TEXTS: Texts = {
  email: {
    fr: (shop) =>
      `J’accepte que ${shop} m’envoie ses offres et ses nouveautés par e-mail. ` +
      'Je peux arrêter à tout moment : lien dans chaque e-mail, sur ma carte ou en magasin.',
    en: (shop) =>
      `I agree that ${shop} sends me its offers and news by e-mail. ` +
      'I can stop at any time: link in every e-mail, on my card or in the shop.',
  },
  sms: {
    fr: (shop) =>
      `J’accepte que ${shop} m’envoie ses offres par SMS. ` +
      'Je peux arrêter à tout moment : en répondant STOP, sur ma carte ou en magasin.',
    en: (shop) =>
      `I agree that ${shop} sends me its offers by text message. ` +
      'I can stop at any time: by answering STOP, on my card or in the shop.',
  },
  phone: {
    fr: (shop) =>
      `J’accepte que ${shop} m’appelle au téléphone pour me présenter ses offres. ` +
      'Je peux arrêter à tout moment : en le disant pendant l’appel, sur ma carte ou en magasin.',
    en: (shop) =>
      `I agree that ${shop} calls me by telephone about its offers. ` +
      'I can stop at any time: by saying so during a call, on my card or in the shop.',
  },
  letter: {
    fr: (shop) =>
      `J’accepte que ${shop} m’envoie ses offres par courrier. ` +
      'Je peux arrêter à tout moment : sur ma carte, en magasin ou en écrivant à l’adresse du courrier.',
    en: (shop) =>
      `I agree that ${shop} sends me its offers by post. ` +
      'I can stop at any time: on my card, in the shop or by writing to the address on the letter.',
  },
  push: {
    fr: (shop) =>
      `J’accepte que ${shop} m’envoie ses offres par notification sur mon téléphone. ` +
      'Je peux arrêter à tout moment, sur ma carte ou dans les réglages du téléphone.',
    en: (shop) =>
      `I agree that ${shop} sends me its offers by notification on my phone. ` +
      'I can stop at any time, on my card or in the phone’s settings.',
  },
}

/** Asked on the page of preferences only: whether opening and clicking may be known, and news of one's own points. */
const BESIDES: Record<string, Record<Language, (shop: string) => string>> = {
  [`tracking/${DEFAULT_PURPOSE}`]: {
    fr: (shop) =>
      `J’accepte que ${shop} sache si j’ouvre ses e-mails et quels liens j’y suis, ` +
      'pour ne m’envoyer que ce qui m’intéresse. Je peux arrêter à tout moment, aussi pour les e-mails déjà reçus.',
    en: (shop) =>
      `I agree that ${shop} knows whether I open its e-mails and which links I follow in them, ` +
      'to send me only what interests me. I can stop at any time, also for e-mails I already have.',
  },
  'email/loyalty': {
    fr: (shop) => `${shop} me tient au courant par e-mail de mes points, de mes bons et de leur expiration.`,
    en: (shop) => `${shop} keeps me informed by e-mail about my points, my vouchers and when they end.`,
  },
  'sms/loyalty': {
    fr: (shop) => `${shop} me tient au courant par SMS de mes points, de mes bons et de leur expiration.`,
    en: (shop) => `${shop} keeps me informed by text message about my points, my vouchers and when they end.`,
  },
  'push/loyalty': {
    fr: (shop) =>
      `${shop} me tient au courant par notification de mes points, de mes bons et de leur expiration.`,
    en: (shop) => `${shop} keeps me informed by notification about my points, my vouchers and when they end.`,
  },
  'letter/loyalty': {
    fr: (shop) =>
      `${shop} me tient au courant par courrier de mes points, de mes bons et de leur expiration.`,
    en: (shop) => `${shop} keeps me informed by post about my points, my vouchers and when they end.`,
  },
}

/** French puts a narrow no-break space before a colon. */
const typeset = (text: string, language: Language) =>
  language === 'fr' ? text.replaceAll(' :', '\u202f:') : text

export function defaultText(
  channel: string,
  purpose: string,
  version: number,
  language: string,
  shop: string,
): string | null {
  if (version !== DEFAULT_VERSION) return null
  const texts = purpose === DEFAULT_PURPOSE ? TEXTS[channel as Channel] : undefined
  const write = (texts ?? BESIDES[`${channel}/${purpose}`])?.[language as Language]
  return write ? typeset(write(shop), language as Language) : null
}

export const listDefaultTexts = (shop: string) =>
  Object.keys(TEXTS).flatMap((channel) =>
    (['fr', 'en'] as const).map((language) => ({
      channel,
      purpose: DEFAULT_PURPOSE,
      version: DEFAULT_VERSION,
      language: language as string,
      text: defaultText(channel, DEFAULT_PURPOSE, DEFAULT_VERSION, language, shop)!,
    })),
  )
