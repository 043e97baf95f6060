import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  campaign_not_found: [404, 'Cette campagne n’existe pas.', 'There is no such campaign.'],
  campaign_id_reused: [
    409,
    'Cet identifiant sert déjà à autre chose.',
    'This id already belongs to something else.',
  ],
  campaign_not_now: [
    409,
    'Cela n’est pas possible dans l’état où est la campagne.',
    'This cannot be done in the state the campaign is in.',
  ],
  campaign_changed: [
    409,
    'Quelqu’un a modifié la campagne entre-temps : rechargez-la.',
    'Somebody changed the campaign meanwhile: reload it.',
  ],
  campaign_not_rehearsed: [
    422,
    'Faites d’abord une répétition de la campagne telle qu’elle est écrite.',
    'Rehearse the campaign as it is written first.',
  ],
  campaign_rehearsal_old: [
    422,
    'La répétition a plus d’un jour : refaites-la avant d’envoyer.',
    'The rehearsal is more than a day old: do it again before sending.',
  ],
  campaign_has_errors: [
    422,
    'Un message de la campagne a des erreurs : corrigez-les avant d’envoyer.',
    'A message of the campaign has errors: correct them before sending.',
  ],
  campaign_not_approved: [
    422,
    'Cette campagne attend l’accord d’une deuxième personne.',
    'This campaign waits for a second person’s approval.',
  ],
  campaign_own_approval: [
    403,
    'Une autre personne que celle qui a demandé doit approuver.',
    'Somebody other than who asked has to approve.',
  ],
  campaign_nobody: [
    422,
    'Cette campagne n’irait à personne : voyez pourquoi dans la répétition.',
    'This campaign would go to nobody: see why in the rehearsal.',
  ],
  campaign_store_not_yours: [
    403,
    'Vous écrivez aux clients de vos magasins seulement : choisissez l’un d’eux.',
    'You write to the customers of your own stores only: choose one of them.',
  ],
  campaign_channel_not_allowed: [
    403,
    'L’enseigne n’ouvre pas ce moyen d’écrire aux magasins.',
    'Headquarters has not opened this channel to stores.',
  ],
  campaign_template_not_allowed: [
    403,
    'L’enseigne ne propose pas ce modèle aux magasins.',
    'Headquarters does not offer this template to stores.',
  ],
  campaign_store_month_full: [
    403,
    'Votre magasin a déjà envoyé toutes ses campagnes du mois.',
    'Your store has already sent all its campaigns of the month.',
  ],
  campaign_template_unknown: [
    422,
    'Un modèle choisi n’existe plus, ou n’est pas de ce moyen d’écrire.',
    'A chosen template is no longer there, or is not of this channel.',
  ],
  campaign_post_alone: [
    422,
    'Une publication ne s’adresse à personne en particulier\u202f: choisissez aussi un moyen d’écrire.',
    'A post speaks to nobody in particular: choose a way to write to people as well.',
  ],
  campaign_audience_unknown: [
    422,
    'Le groupe de clients choisi n’existe plus.',
    'The chosen audience is no longer there.',
  ],
  campaign_offer_incomplete: [
    422,
    'L’avantage offert est incomplet : voyez le détail.',
    'The offer is not complete: see the details.',
  ],
  campaign_recurrence_missing: [
    422,
    'Dites quand cette campagne revient.',
    'Say when this campaign comes again.',
  ],
  campaign_date_past: [422, 'La date choisie est passée.', 'The chosen date is over.'],
  rehearsal_not_found: [404, 'Cette répétition n’existe pas.', 'There is no such rehearsal.'],
  approval_not_found: [404, 'Cette demande d’accord n’existe pas.', 'There is no such request for approval.'],
  recipient_not_found: [
    404,
    'Cette personne n’est pas dans la campagne.',
    'This person is not in the campaign.',
  ],
  private_sale_not_found: [404, 'Cette vente privée n’existe pas.', 'There is no such private sale.'],
  private_sale_over: [409, 'Cette vente privée est terminée.', 'This private sale is over.'],
  private_sale_full: [409, 'Il n’y a plus assez de places.', 'There are not enough places left.'],
  private_sale_dates_wrong: [
    422,
    'La vente privée finit avant de commencer.',
    'The private sale ends before it begins.',
  ],
})
