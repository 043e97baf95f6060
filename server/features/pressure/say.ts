/** Why something was held, as a sentence for people. Pure: the screens say it by this same text. */
import type { Held } from './shape.ts'

type Language = 'fr' | 'en'
type Names = Record<string, string>

const CHANNELS: Record<Language, Names> = {
  fr: {
    email: 'e-mail',
    sms: 'SMS',
    push: 'notification',
    wallet: 'carte dans le téléphone',
    letter: 'courrier',
    phone: 'appel',
    social: 'publication',
  },
  en: {
    email: 'e-mail',
    sms: 'text message',
    push: 'notification',
    wallet: 'card in the phone',
    letter: 'letter',
    phone: 'call',
    social: 'post',
  },
}

/** What a cap counts, one and several. */
const COUNTED: Record<Language, Record<string, [one: string, many: string]>> = {
  fr: {
    'sms+push': ['message mobile', 'messages mobiles'],
    email: ['e-mail', 'e-mails'],
    sms: ['SMS', 'SMS'],
    push: ['notification', 'notifications'],
    wallet: ['message sur la carte', 'messages sur la carte'],
    letter: ['courrier', 'courriers'],
    phone: ['appel', 'appels'],
  },
  en: {
    'sms+push': ['mobile message', 'mobile messages'],
    email: ['e-mail', 'e-mails'],
    sms: ['text message', 'text messages'],
    push: ['notification', 'notifications'],
    wallet: ['message on the card', 'messages on the card'],
    letter: ['letter', 'letters'],
    phone: ['call', 'calls'],
  },
}

const UNITS: Record<Language, Names> = {
  fr: { day: 'ce jour-là', week: 'cette semaine-là', month: 'ce mois-là' },
  en: { day: 'that day', week: 'that week', month: 'that month' },
}

const NNBSP = '\u202f'

export const nameOfChannel = (channel: string, language: Language) => CHANNELS[language][channel] ?? channel

/** « lundi 12 décembre », « lundi 12 décembre à 8 h », in the reader's zone. */
export function sayMoment(iso: string | number, language: Language, zone: string, with_hour = false): string {
  const at = new Date(iso)
  const locale = language === 'fr' ? 'fr-FR' : 'en-GB'
  const day = at.toLocaleDateString(locale, { day: 'numeric', month: 'long', timeZone: zone })
  if (!with_hour) return day
  const part = (type: 'hour' | 'minute') =>
    at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).split(':')[
      type === 'hour' ? 0 : 1
    ]!
  if (language === 'en') return `${day} at ${part('hour')}:${part('minute')}`
  const minutes = part('minute') === '00' ? '' : `\u00a0${part('minute')}`
  return `${day} à ${Number(part('hour'))}\u00a0h${minutes}`
}

/** The sentence of one reason, without a capital or a full stop: it stands after « retenu : ». */
export function sayReason({ channel, code, details }: Held, language: Language, zone: string): string {
  const when = (key: string, with_hour = false) =>
    details[key] === undefined ? '' : sayMoment(details[key], language, zone, with_hour)
  const fr = language === 'fr'
  switch (code) {
    case 'no_address':
      return noAddress(channel, language)
    case 'bad_address':
      return fr ? 'cette adresse refuse nos messages' : 'this address refuses our messages'
    case 'no_consent':
      return fr ? 'pas d’accord donné pour ce moyen' : 'no consent was given for this channel'
    case 'withdrawn':
      return fr ? `accord retiré le ${when('at')}` : `consent withdrawn on ${when('at')}`
    case 'consent_expired':
      return fr
        ? `l’accord pour être appelé a pris fin le ${when('at')} (un an)`
        : `the consent to be called ended on ${when('at')} (one year)`
    case 'complaint_open':
      return fr ? `réclamation ouverte depuis le ${when('at')}` : `complaint open since ${when('at')}`
    case 'paused':
      return fr
        ? `en pause à sa demande jusqu’au ${when('until')}`
        : `paused at their wish until ${when('until')}`
    case 'cap_channel':
    case 'cap_purpose':
    case 'cap_overall':
      return sayCap(details, language, zone)
    case 'quiet_hours':
      return fr
        ? `hors des heures permises${details.next_at ? `, possible le ${when('next_at', true)}` : ''}`
        : `outside the hours allowed${details.next_at ? `, possible on ${when('next_at', true)}` : ''}`
    case 'same_household':
      return fr
        ? `un courrier part déjà pour ce foyer le ${when('at')}`
        : `a letter already goes to this household on ${when('at')}`
    case 'minor':
      return fr ? `mineur jusqu’au ${when('until')}` : `under age until ${when('until')}`
    case 'control_group':
      return fr ? 'gardé sans message, pour comparer' : 'kept without a message, for comparison'
    case 'left':
      return fr ? 'a quitté le programme' : 'has left the programme'
    case 'too_late':
      return fr
        ? `n’avait plus d’intérêt après le ${when('until', true)}`
        : `of no use after ${when('until', true)}`
    case 'channel_closed':
      return fr ? 'ce moyen n’est pas utilisé' : 'this channel is not in use'
    case 'over_budget':
      return fr ? 'budget atteint' : 'the budget is reached'
  }
}

function noAddress(channel: Held['channel'], language: Language): string {
  const fr: Names = {
    email: 'pas d’adresse e-mail',
    sms: 'pas de numéro de mobile',
    phone: 'pas de numéro de téléphone',
    letter: 'pas d’adresse postale complète',
    push: 'n’a pas accepté les notifications',
    wallet: 'n’a pas la carte dans son téléphone',
  }
  const en: Names = {
    email: 'no e-mail address',
    sms: 'no mobile number',
    phone: 'no phone number',
    letter: 'no complete postal address',
    push: 'has not allowed notifications',
    wallet: 'does not have the card in their phone',
  }
  const none = language === 'fr' ? 'aucun moyen de lui écrire' : 'no way to write to them'
  return (channel && (language === 'fr' ? fr : en)[channel]) ?? none
}

function sayCap(details: Held['details'], language: Language, zone: string): string {
  const fr = language === 'fr'
  const said = Number(details.said)
  const counted = COUNTED[language][String(details.of)] ?? ['message', 'messages']
  const what = `${said} ${said > 1 ? counted[1] : counted[0]}`
  const span =
    details.days === undefined
      ? UNITS[language][String(details.unit)]
      : fr
        ? `en ${details.days} jours`
        : `in ${details.days} days`
  const next = details.next_at === undefined ? null : sayMoment(details.next_at, language, zone)
  if (Number(details.max) === 0)
    return fr ? 'la boutique n’envoie rien par ce moyen' : 'the shop sends nothing this way'
  if (fr) return `déjà ${what} ${span}${next ? `, le prochain possible le ${next}` : ''}`
  return `already ${what} ${span}${next ? `, the next possible on ${next}` : ''}`
}

/** « Retenu : déjà 2 messages mobiles en 30 jours, le prochain possible le 12 décembre. » */
export function sayHeld(held: readonly Held[], language: Language, zone: string): string {
  const reasons = held.map((one) => {
    const name = one.channel && held.length > 1 ? `${nameOfChannel(one.channel, language)}, ` : ''
    return `${name}${sayReason(one, language, zone)}`
  })
  return language === 'fr' ? `Retenu${NNBSP}: ${reasons.join(`${NNBSP}; `)}.` : `Held: ${reasons.join('; ')}.`
}
