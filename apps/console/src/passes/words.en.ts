import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  title: 'Phone wallets',
  lead: 'Your customers keep their card in Apple Wallet or Google Wallet: their points keep up to date there by themselves.',
  apple: 'Apple Wallet',
  google: 'Google Wallet',
  on: 'The button is offered on the card.',
  off: 'The button is not offered.',
  cards_one: '{{count}} card',
  cards_other: '{{count}} cards',
  phones_one: 'on {{count}} device',
  phones_other: 'on {{count}} devices',
  until: 'The certificate is good until {{date}}.',
  ends_soon: 'The certificate ends on {{date}}: renew it before, or cards no longer keep up to date.',
  waiting_one: '{{count}} card waits for its update: it will come by itself.',
  waiting_other: '{{count}} cards wait for their update: it will come by itself.',
  told: 'Apple or Google answered “{{problem}}”. We try again; if it lasts, show this word to your host.',
  not_reached:
    'Your shop’s address does not begin with https://: Apple cards can be added, but do not keep up to date.',
  host: 'For the person who hosts Comptoir',
  guide: 'The guide “Cartes du téléphone” gives each step.',
  apple_not_set_up:
    'It takes an Apple developer account ($99 a year) and a pass certificate, in a folder that the setting COMPTOIR_APPLE_PASS names.',
  apple_file_missing:
    'One of the three files is missing in that folder: signer.pem (the certificate), key.pem (its key), wwdr.pem (Apple’s own).',
  apple_unreadable: 'One of the three files cannot be read: they must be PEM, the key without a password.',
  apple_key_of_another: 'The key (key.pem) is not that of the certificate (signer.pem).',
  apple_not_a_pass: 'This certificate is not one of passes: choose “Pass Type ID” at Apple.',
  apple_wrong_wwdr:
    'The file wwdr.pem is not the one that signed your certificate: take “Worldwide Developer Relations G4”.',
  apple_expired: 'The certificate ended on {{date}}: ask Apple for a new one and replace the files.',
  google_not_set_up:
    'It takes a Google Wallet issuer account (free) and the key file of a service account, which the setting COMPTOIR_GOOGLE_WALLET names.',
  google_file_missing: 'The key file that COMPTOIR_GOOGLE_WALLET names is not there, or cannot be read.',
  google_unreadable: 'The key file is not that of a Google service account (JSON).',
  google_issuer_missing: 'The issuer number is missing: the setting COMPTOIR_GOOGLE_WALLET_ISSUER.',
}
