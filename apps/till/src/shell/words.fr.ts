export const fr = {
  waiting_online_one: '{{count}} vente en cours d’envoi',
  waiting_online_other: '{{count}} ventes en cours d’envoi',
  waiting_offline_one: 'Hors ligne, {{count}} vente en attente',
  waiting_offline_other: 'Hors ligne, {{count}} ventes en attente',
  offline: 'Hors ligne',
  online: 'En ligne',
}
