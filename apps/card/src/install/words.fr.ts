export const fr = {
  title: 'Votre carte à portée de main',
  ask: 'Ajoutez-la à l’écran d’accueil : elle s’ouvre d’un geste, même sans réseau.',
  add: 'Ajouter',
  later: 'Non merci',
  ios: 'Dans Safari, touchez {{share}}, puis « Sur l’écran d’accueil ». La première fois, la carte demandera un code reçu par SMS ou par e-mail.',
  share: 'Partager',
  understood: 'J’ai compris',
}
