export const fr = {
  title: 'Cartes du téléphone',
  lead: 'Vos clients gardent leur carte dans Apple Cartes ou Google Wallet : leurs points s’y mettent à jour tout seuls.',
  apple: 'Apple Cartes',
  google: 'Google Wallet',
  on: 'Le bouton est proposé sur la carte.',
  off: 'Le bouton n’est pas proposé.',
  cards_one: '{{count}} carte',
  cards_other: '{{count}} cartes',
  phones_one: 'sur {{count}} appareil',
  phones_other: 'sur {{count}} appareils',
  until: 'Le certificat est valable jusqu’au {{date}}.',
  ends_soon:
    'Le certificat finit le {{date}} : renouvelez-le avant, sinon les cartes ne se mettent plus à jour.',
  waiting_one: '{{count}} carte attend sa mise à jour : elle se fera toute seule.',
  waiting_other: '{{count}} cartes attendent leur mise à jour : elles se feront toutes seules.',
  told: 'Apple ou Google a répondu « {{problem}} ». Nous réessayons ; si cela dure, montrez ce mot à votre hébergeur.',
  not_reached:
    'L’adresse de votre boutique ne commence pas par https:// : les cartes Apple s’ajoutent, mais ne se mettent pas à jour.',
  host: 'À faire par la personne qui héberge Comptoir',
  guide: 'Le guide « Cartes du téléphone » donne chaque étape.',
  apple_not_set_up:
    'Il faut un compte développeur Apple (99 $ par an) et un certificat de carte, rangé dans un dossier que le réglage COMPTOIR_APPLE_PASS nomme.',
  apple_file_missing:
    'Dans ce dossier il manque un des trois fichiers : signer.pem (le certificat), key.pem (sa clé), wwdr.pem (celui d’Apple).',
  apple_unreadable:
    'Un des trois fichiers ne se lit pas : il les faut au format PEM, la clé sans mot de passe.',
  apple_key_of_another: 'La clé (key.pem) n’est pas celle du certificat (signer.pem).',
  apple_not_a_pass:
    'Ce certificat n’est pas un certificat de carte : choisissez « Pass Type ID » chez Apple.',
  apple_wrong_wwdr:
    'Le fichier wwdr.pem n’est pas celui qui a signé votre certificat : prenez « Worldwide Developer Relations G4 ».',
  apple_expired:
    'Le certificat a expiré le {{date}} : demandez-en un nouveau chez Apple et remplacez les fichiers.',
  google_not_set_up:
    'Il faut un compte émetteur Google Wallet (gratuit) et le fichier de clé d’un compte de service, que le réglage COMPTOIR_GOOGLE_WALLET nomme.',
  google_file_missing:
    'Le fichier de clé que nomme COMPTOIR_GOOGLE_WALLET n’est pas là, ou ne peut pas être lu.',
  google_unreadable: 'Le fichier de clé n’est pas celui d’un compte de service Google (JSON).',
  google_issuer_missing: 'Il manque le numéro d’émetteur : le réglage COMPTOIR_GOOGLE_WALLET_ISSUER.',
}
