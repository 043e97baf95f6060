export const fr = {
  title: 'Bonjour',
  lead: 'Connectez-vous pour ouvrir votre boutique.',
  email: 'E-mail',
  password: 'Mot de passe',
  sign_in: 'Se connecter',
}
