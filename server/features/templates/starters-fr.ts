/** The starters in French. */
import { button, email, picture, text } from './starter-blocks.ts'
import type { Written } from './starters.ts'

const CARD = '{{ shop.card_url }}'

export const STARTERS_FR: Written = {
  newsletter: {
    name: 'Lettre de la boutique',
    about: 'Les nouvelles, et des promotions choisies pour chaque client.',
    variant: email(
      'Les nouveautés de la semaine, choisies pour vous',
      'Trois idées d’après ce que vous aimez, et les nouvelles de la boutique.',
      [
        text(
          '# {{ salutation }},\n\nCette semaine, les premières pièces de la saison arrivent en boutique. Nous avons gardé pour vous celles qui vous ressemblent.',
        ),
        picture('La nouvelle collection en vitrine'),
        { kind: 'promotions', count: 4, show_reason: true, tone: 'tint', title: 'Choisi pour vous' },
        text(
          '## À la boutique\n\nSamedi, **Camille** vous conseille toute la journée\u00a0: venez essayer, même sans acheter.\n\n- Retouches offertes sur la nouvelle collection\n- Un café vous attend',
        ),
        { kind: 'points', bar: true },
        button('Voir ma carte', CARD),
        { kind: 'divider' },
        { kind: 'store', store_id: null, show_hours: true, show_phone: true },
      ],
    ),
  },
  birthday: {
    name: 'Anniversaire',
    about: 'Un cadeau le jour dit, avec son code.',
    variant: email(
      'Bon anniversaire, {{ first_name | default: "de la part de toute l’équipe" }}\u00a0!',
      'Un cadeau vous attend à la boutique.',
      [
        text(
          '# Bon anniversaire{% if first_name %}, {{ first_name }}{% endif %}\u00a0!\n\nToute l’équipe pense à vous aujourd’hui. Voici un petit cadeau, à utiliser quand vous passerez.',
          'brand',
          'center',
        ),
        { kind: 'voucher', from: 'message', show: 'qr', tone: 'plain', words: 'Montrez ce code en caisse.' },
        text('À très vite,\n\n**{{ shop.name }}**'),
        { kind: 'store', store_id: null, show_hours: true, show_phone: false, tone: 'tint' },
      ],
    ),
  },
  points_expiring: {
    name: 'Points bientôt expirés',
    about: 'Prévient à temps, avec ce que valent les points.',
    variant: email(
      'Vos {{ expiring.words }} expirent le {{ expiring.date }}',
      'Utilisez-les avant, sur ce qui vous plaît.',
      [
        text(
          '# {{ salutation }},\n\n**{{ expiring.words }}** de votre carte expirent le **{{ expiring.date }}**. Ce serait dommage de les perdre.',
        ),
        { kind: 'countdown', to: { kind: 'points' }, words: 'pour en profiter', tone: 'tint' },
        { kind: 'points', bar: true },
        button('Voir ce que je peux avoir', CARD),
        { kind: 'divider' },
        { kind: 'store', store_id: null, show_hours: true, show_phone: true },
      ],
    ),
  },
  gift_card: {
    name: 'Carte cadeau gagnée',
    about: 'Part dès que le seuil est atteint.',
    variant: email('Votre carte cadeau est là', 'Elle se montre en caisse, sur papier ou sur le téléphone.', [
      text(
        '# Bravo{% if first_name %}, {{ first_name }}{% endif %}\u00a0!\n\nVos achats ont payé\u00a0: voici votre carte cadeau.',
        'brand',
        'center',
      ),
      { kind: 'voucher', from: 'message', show: 'qr' },
      text('Elle s’utilise en une ou plusieurs fois, dans tous nos magasins.', 'plain', 'center'),
      button('La garder sur mon téléphone', CARD, 'plain', 'center'),
      { kind: 'store', store_id: null, show_hours: true, show_phone: false, tone: 'tint' },
    ]),
  },
  private_sale: {
    name: 'Vente privée',
    about: 'Invite les clients fidèles, avec la photo des pièces.',
    variant: email(
      'Vous êtes invité\u00a0: vente privée à la boutique',
      'Avant tout le monde, et pour vous seulement.',
      [
        text('# Vente privée\n\nAvant tout le monde, et pour vous seulement.', 'brand', 'center'),
        picture('Les pièces de la vente privée'),
        text(
          '{{ salutation }},\n\nVous faites partie de nos clients fidèles. Le soir de la vente, la boutique n’ouvre que pour vous\u00a0: les nouvelles pièces, un verre, et nos conseils.',
        ),
        {
          kind: 'columns',
          tone: 'tint',
          columns: [
            [{ block_id: 'c1', kind: 'text', words: '## Quand\n\nJeudi, de 18\u00a0h à 21\u00a0h' }],
            [{ block_id: 'c2', kind: 'text', words: '## Comment\n\nMontrez votre carte à l’entrée' }],
          ],
        },
        button('Ouvrir ma carte', CARD, 'plain', 'center'),
        { kind: 'store', store_id: null, show_hours: false, show_phone: true },
        { kind: 'map', store_id: null, picture_id: null, alt: '' },
      ],
    ),
  },
  thank_you: {
    name: 'Merci de votre visite',
    about: 'Un mot le lendemain d’un achat.',
    variant: email('Merci de votre visite', 'Et voici où vous en êtes.', [
      text(
        '# Merci{% if first_name %}, {{ first_name }}{% endif %}\u00a0!\n\nVous êtes passé nous voir{% if last_purchase %} le {{ last_purchase.date }}{% endif %}, et cela nous fait plaisir. Si quelque chose ne va pas, répondez à ce message\u00a0: une personne vous lira.',
      ),
      { kind: 'points', bar: true, tone: 'tint' },
      button('Voir ma carte', CARD),
      { kind: 'divider' },
      { kind: 'store', store_id: null, show_hours: true, show_phone: true },
    ]),
  },
  private_sale_sms: {
    name: 'SMS de vente privée',
    about: 'Une partie, STOP compris.',
    variant: {
      text: '{{ shop.name }} : {{ first_name | default: "bonjour" }}, vente privée jeudi de 18 h à 21 h, pour nos clients fidèles. Montrez votre carte à l’entrée.',
    },
  },
  points_expiring_sms: {
    name: 'SMS de points bientôt expirés',
    about: 'Le compte et la date.',
    variant: {
      text: '{{ shop.name }} : vos {{ expiring.words }} expirent le {{ expiring.date }}. Passez nous voir !',
    },
  },
  gift_card_push: {
    name: 'Notification de carte cadeau',
    about: 'Ouvre les bons de la carte.',
    variant: {
      title: 'Votre carte cadeau est là',
      text: '{{ voucher.amount_words }} à utiliser quand vous voulez.',
      picture_id: null,
      target: 'vouchers',
    },
  },
  come_back_letter: {
    name: 'Courrier de retrouvailles',
    about: 'Pour qui n’est pas venu depuis longtemps.',
    variant: {
      subject: 'Vous nous manquez',
      place: 'Saint-Étienne',
      words:
        '{{ salutation }},\n\nVoilà quelque temps que nous ne vous avons pas vu{% if last_purchase %}, depuis le {{ last_purchase.date }}{% endif %}. La boutique a changé\u00a0: de nouvelles marques, un coin pour s’asseoir, et toujours la même équipe.\n\n**Sur présentation de ce courrier, nous vous offrons 10\u00a0€** dès 50\u00a0€ d’achat, jusqu’à la fin du mois prochain.\n\nÀ très bientôt,\n\n**Toute l’équipe de {{ shop.name }}**',
    },
  },
  come_back_call: {
    name: 'Appel de retrouvailles',
    about: 'Pour l’équipe, pas à pas.',
    variant: {
      steps: [
        {
          title: 'Se présenter',
          text: 'Bonjour {{ first_name | default: "" }}, ici {{ shop.name }}. Je vous appelle parce que vous l’avez accepté. Est-ce un bon moment\u00a0?',
        },
        {
          title: 'Prendre des nouvelles',
          text: 'Votre dernière visite date du {{ last_purchase.date | default: "printemps" }}. Tout va bien avec vos achats\u00a0?',
        },
        { title: 'Inviter', text: 'Nous gardons pour vous 10\u00a0€ de remise jusqu’à la fin du mois.' },
      ],
      outcomes: [
        { code: 'will_come', label: 'Va passer' },
        { code: 'not_interested', label: 'Pas intéressé' },
        { code: 'no_answer', label: 'Pas de réponse' },
        { code: 'call_later', label: 'Rappeler plus tard' },
        { code: 'no_more_calls', label: 'Ne plus m’appeler' },
      ],
    },
  },
  private_sale_post: {
    name: 'Publication de vente privée',
    about: 'Pour les réseaux de la boutique.',
    variant: {
      text: 'Jeudi soir, la boutique n’ouvre que pour nos clients fidèles. Pas encore la carte\u00a0? Elle est gratuite, en caisse, en quinze secondes.',
      picture_id: null,
      alt: '',
    },
  },
}
