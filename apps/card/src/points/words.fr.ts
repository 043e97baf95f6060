export const fr = {
  link: 'Tout ce qui a été gagné et utilisé',
  title: 'Gagné et utilisé',
  lead: 'Chaque mouvement, pourquoi, et ce qu’il restait après.',
  none: 'Rien n’a encore été gagné ni utilisé.',
  coming: 'Le relevé arrive…',
  offline: 'Le relevé demande du réseau.',
  after: 'reste {{units}}',
  more: 'Voir plus ancien',
}
