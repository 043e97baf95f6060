import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  page_not_found: [404, 'Cette page n’existe pas.', 'There is no such page.'],
  page_kind_fixed: [
    409,
    'Une page reste de son réseau : connectez-en une autre.',
    'A page stays of its network: connect another one.',
  ],
  page_address_refused: [
    422,
    'Cette adresse n’en est pas une où publier : elle commence par https:// et se trouve sur Internet.',
    'Nothing can be published at this address: it begins with https:// and is on the Internet.',
  ],
  page_refused: [
    422,
    'Le réseau refuse cette page ou cette clé : vérifiez le numéro de la page et copiez une nouvelle clé d’accès.',
    'The network refuses this page or this key: check the number of the page and copy a new access key.',
  ],
  page_away: [
    503,
    'Le réseau ne répond pas pour le moment. Réessayez dans un instant.',
    'The network does not answer at the moment. Try again shortly.',
  ],
  page_token_missing: [422, 'Collez la clé d’accès de la page.', 'Paste the access key of the page.'],
  post_not_found: [404, 'Cette publication n’existe pas.', 'There is no such post.'],
  post_has_left: [
    409,
    'Cette publication est déjà partie sur une page : écrivez-en une autre, ou modifiez-la sur le réseau.',
    'This post has already left for a page: write another one, or change it on the network.',
  ],
  post_empty: [422, 'Écrivez un texte ou ajoutez une image.', 'Write some words or add a picture.'],
  post_without_page: [422, 'Choisissez au moins une page.', 'Choose at least one page.'],
  post_picture_unknown: [
    422,
    'Une image n’est plus là : ajoutez-la de nouveau.',
    'A picture is gone: add it again.',
  ],
  post_personal: [
    422,
    'Une publication est lue de tous : ce modèle parle d’un client en particulier.',
    'A post is read by everybody: this template speaks of one customer.',
  ],
  post_words_not_found: [
    404,
    'Il n’y a pas là de publication en service.',
    'There is no post in service there.',
  ],
  publication_not_open: [
    409,
    'On sait déjà ce que cette publication est devenue.',
    'It is already known what became of this post.',
  ],
})
