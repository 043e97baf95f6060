import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  customer_not_found: [404, 'Cette fiche client n’existe pas.', 'There is no such customer.'],
  customer_left: [
    409,
    'Cette personne a quitté le programme : sa carte est fermée.',
    'This person has left the programme: the card is closed.',
  ],
  customer_id_reused: [
    409,
    'Cet identifiant désigne déjà une autre fiche.',
    'This id already names another record.',
  ],
  possible_duplicate: [
    409,
    'Une fiche a déjà ce téléphone ou cet e-mail. Ouvrez-la, ou confirmez que c’est une autre personne.',
    'A record already has this phone or e-mail. Open it, or confirm that this is another person.',
  ],
  card_number_taken: [
    409,
    'Ce numéro de carte est déjà celui d’une autre personne.',
    'This card number already belongs to another person.',
  ],
  card_number_invalid: [
    422,
    'Ce numéro de carte ne peut pas être lu : 4 à 32 chiffres ou lettres.',
    'This card number cannot be read: 4 to 32 digits or letters.',
  ],
  phone_invalid: [
    422,
    'Ce numéro de téléphone n’existe pas sous cette forme.',
    'This phone number does not exist in this form.',
  ],
  email_invalid: [422, 'Cette adresse e-mail n’est pas complète.', 'This e-mail address is not complete.'],
  birth_date_invalid: [
    422,
    'La date de naissance doit être une vraie date, passée, de moins de 120 ans.',
    'The birth date must be a real date, in the past, less than 120 years ago.',
  ],
  store_not_found: [404, 'Ce magasin n’existe pas.', 'There is no such store.'],
  note_not_found: [404, 'Cette note n’existe pas.', 'There is no such note.'],
  note_id_reused: [
    409,
    'Cet identifiant désigne déjà une autre note.',
    'This id already names another note.',
  ],
})
