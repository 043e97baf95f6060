export const fr = {
  title: 'Le programme',
  lead: 'Comment vos achats sont récompensés.',
  how: 'Comment ça marche',
  rewards: 'Les récompenses',
  for: 'pour {{cost}}',
  by_itself: 'arrive toute seule',
  none: 'La boutique prépare son programme. Votre carte compte déjà.',
}
