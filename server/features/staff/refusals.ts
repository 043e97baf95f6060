import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  wrong_email_or_password: [
    401,
    'L’adresse ou le mot de passe ne convient pas.',
    'The address or the password is wrong.',
  ],
  wrong_password: [400, 'Le mot de passe actuel ne convient pas.', 'The current password is wrong.'],
  wrong_code: [
    401,
    'Ce code ne convient pas ou n’est plus valable.',
    'This code is wrong or no longer valid.',
  ],
  sign_in_again: [401, 'Reconnectez-vous pour continuer.', 'Sign in again to go on.'],
  link_expired: [
    400,
    'Ce lien n’est plus valable. Demandez-en un nouveau.',
    'This link is no longer valid. Ask for a new one.',
  ],
  weak_password: [
    400,
    'Choisissez un mot de passe plus difficile à deviner : 10 caractères au moins, variés, sans votre adresse.',
    'Choose a password that is harder to guess: at least 10 characters, varied, without your address.',
  ],
  passkey_refused: [
    401,
    'Cette clé d’accès n’a pas pu être vérifiée.',
    'This passkey could not be verified.',
  ],
  sign_in_refused: [400, 'La connexion n’a pas pu se faire.', 'Signing in did not work.'],
  two_factor_already_on: [409, 'La double vérification est déjà active.', 'Two-step sign-in is already on.'],
  staff_not_found: [
    404,
    'Cette personne ne fait pas partie de l’équipe.',
    'This person is not part of the team.',
  ],
  last_owner: [
    409,
    'Il faut au moins un propriétaire : nommez-en un autre d’abord.',
    'There must be at least one owner: name another first.',
  ],
  role_beyond_yours: [
    403,
    'Vous pouvez gérer les vendeurs et livreurs de vos magasins seulement.',
    'You may manage only the sellers and deliverers of your stores.',
  ],
  store_unknown: [400, 'Un des magasins indiqués n’existe pas.', 'One of the given stores does not exist.'],
  weak_pin: [
    400,
    'Ce code est trop facile à deviner. Choisissez-en un autre.',
    'This PIN is too easy to guess. Choose another.',
  ],
  already_joined: [
    409,
    'Cette personne a déjà rejoint l’équipe.',
    'This person has already joined the team.',
  ],
  email_has_account: [409, 'Cette adresse a déjà un compte.', 'This address already has an account.'],
  sign_in_to_accept: [
    401,
    'Vous avez déjà un compte : connectez-vous avec cette adresse, puis acceptez l’invitation.',
    'You already have an account: sign in with this address, then accept the invitation.',
  ],
  session_not_found: [
    404,
    'Cette connexion n’existe pas ou plus.',
    'There is no such session, or no longer.',
  ],
})
