export const fr = {
  apple: 'Ajouter à Apple Cartes',
  google: 'Ajouter à Google Wallet',
  why: 'Vos points se mettent à jour tout seuls, même sans ouvrir cette page.',
  failed: 'La carte n’a pas pu être préparée. Réessayez dans un instant.',
}
