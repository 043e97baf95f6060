/** Findings as people read them. */
import type { Finding } from './lint.ts'

const WORDS: Record<string, [fr: string, en: string]> = {
  empty: ['Ce message ne dit encore rien.', 'This message does not say anything yet.'],
  value_unknown: [
    'On ne connaît pas « {name} » des clients\u202f: la place restera vide et le message ne partira pas.',
    'Nothing called “{name}” is known of customers: its place stays empty and the message does not leave.',
  ],
  alt_missing: [
    'Dites ce que montre cette image, pour ceux qui ne la voient pas.',
    'Say what this picture shows, for those who do not see it.',
  ],
  picture_missing: [
    'Cette image n’est pas choisie\u202f: le bloc ne se voit pas.',
    'No picture is chosen: this block is not seen.',
  ],
  link_missing: ['Dites où mène ce lien.', 'Say where this link leads.'],
  link_unsafe: [
    'Cette adresse ne peut pas être suivie\u202f: {url}. Elle commence par https://.',
    'This address cannot be followed: {url}. It begins with https://.',
  ],
  link_insecure: [
    'Cette adresse n’est pas protégée\u202f: {url}. Écrivez https://.',
    'This address is not secure: {url}. Write https://.',
  ],
  link_shortened: [
    'Pas d’adresse raccourcie ({url})\u202f: les filtres la prennent pour un piège. Mettez la vraie.',
    'No shortened address ({url}): filters take it for a trap. Use the real one.',
  ],
  link_vague: [
    'Un lien dit où il mène\u202f: « {label} » ne suffit pas à qui écoute le message.',
    'A link says where it leads: “{label}” is not enough for those who listen.',
  ],
  subject_missing: ['Il manque l’objet.', 'The subject is missing.'],
  subject_long: [
    'L’objet a {length} caractères\u202f: les téléphones en montrent {max} au plus.',
    'The subject has {length} characters: phones show {max} at most.',
  ],
  subject_trap: [
    'L’objet crie ou promet trop\u202f: les filtres s’en méfient.',
    'The subject shouts or promises too much: filters distrust it.',
  ],
  preheader_missing: [
    'Sans texte d’aperçu, les boîtes montrent le début du message.',
    'Without a preview text, mailboxes show the beginning of the message.',
  ],
  too_large: [
    'Le message pèse {kilobytes} Ko\u202f: Gmail le coupe à {max} Ko. Retirez des blocs.',
    'The message weighs {kilobytes} KB: Gmail cuts it at {max} KB. Take blocks out.',
  ],
  nearly_too_large: [
    'Le message pèse {kilobytes} Ko, près des {max} Ko où Gmail coupe.',
    'The message weighs {kilobytes} KB, near the {max} KB at which Gmail cuts.',
  ],
  legal_name_missing: [
    'Dites qui envoie\u202f: le nom légal manque dans l’identité des messages.',
    'Say who sends: the legal name is missing from the look of messages.',
  ],
  postal_address_missing: [
    'L’adresse postale de la boutique manque dans l’identité des messages.',
    'The shop’s postal address is missing from the look of messages.',
  ],
  unsubscribe_missing: ['Le lien de désinscription manque.', 'The unsubscribe link is missing.'],
  promotion_in_service: [
    'Un message de service ne porte pas de promotion\u202f: faites-en un message d’offres.',
    'A service message carries no promotion: make it a marketing message.',
  ],
  contrast_corrected: [
    'Votre couleur se lit mal sur blanc\u202f: elle est foncée un peu dans les messages.',
    'Your colour reads badly on white: it is made a little darker in messages.',
  ],
  pictures_only: [
    'Presque tout est en images\u202f: sans elles, le message est vide, et les filtres s’en méfient.',
    'Almost everything is in pictures: without them the message is empty, and filters distrust it.',
  ],
  heading_order: [
    'Un titre en saute un autre\u202f: passez de # à ##, puis ###.',
    'A title skips another: go from # to ##, then ###.',
  ],
  heading_twice: ['Un seul grand titre (#) par message.', 'Only one large title (#) in a message.'],
  sms_long: [
    'Ce SMS prend {parts} parties\u202f: {max} au plus.',
    'This text message takes {parts} parts: {max} at most.',
  ],
  sms_dear: [
    'Ce SMS prend {parts} parties, et coûte autant de fois.',
    'This text message takes {parts} parts, and costs as many times.',
  ],
  sms_stop_missing: [
    'Le numéro court pour STOP manque dans l’identité des messages\u202f: sans lui, pas de SMS d’offres.',
    'The short number for STOP is missing from the look of messages: no marketing text leaves without it.',
  ],
  sms_stop_number: [
    'Un SMS d’offres part d’un numéro en 36xxx, pas du {number}.',
    'A marketing text leaves from a 36xxx number, not {number}.',
  ],
  sms_sender_missing: [
    'Dites qui écrit\u202f: le nom « {name} » doit être dans le texte.',
    'Say who writes: the name “{name}” must be in the text.',
  ],
  push_title_long: [
    'Le titre a {length} caractères\u202f: au-delà de {max}, il est coupé.',
    'The title has {length} characters: beyond {max} it is cut.',
  ],
  push_text_long: [
    'Le texte a {length} caractères\u202f: au-delà de {max}, il est coupé.',
    'The text has {length} characters: beyond {max} it is cut.',
  ],
  letter_long: ['Ce courrier peut dépasser une page.', 'This letter may take more than a page.'],
  phone_no_outcome: ['Dites comment l’appel peut finir.', 'Say how the call may end.'],
  phone_no_refusal: [
    'Il faut pouvoir noter « ne plus m’appeler » (no_more_calls)\u202f: le client peut le dire de vive voix.',
    'It must be possible to note “call me no more” (no_more_calls): customers may say so by word.',
  ],
  phone_sender_missing: [
    'La première étape dit au nom de qui l’on appelle\u202f: « {name} ».',
    'The first step says on whose behalf the call is: “{name}”.',
  ],
  social_personal: [
    'Une publication est lue de tous\u202f: elle ne dit rien d’un client.',
    'A post is read by everybody: it says nothing of one customer.',
  ],
}

export function sayFinding({ code, details }: Finding, language: 'fr' | 'en'): string {
  const [fr, en] = WORDS[code] ?? [code, code]
  return (language === 'fr' ? fr : en).replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''))
}
