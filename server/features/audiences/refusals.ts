import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  audience_not_found: [404, 'Ce groupe de clients n’existe pas.', 'There is no such audience.'],
  audience_archived: [409, 'Ce groupe de clients est archivé.', 'This audience is archived.'],
  audience_is_not_a_rule: [
    409,
    'Ce groupe est figé : il ne suit pas de règle.',
    'This audience is frozen: it follows no rule.',
  ],
  audience_id_taken: [
    409,
    'Un autre groupe de clients porte déjà cet identifiant.',
    'Another audience has this id already.',
  ],
  rule_not_understood: [
    422,
    'Une condition est incomplète ou ne veut rien dire : voyez celle qui est indiquée.',
    'A condition is incomplete or means nothing: see the one that is named.',
  ],
  rule_in_a_circle: [
    422,
    'Ces groupes se définissent l’un par l’autre, en rond.',
    'These audiences are defined by one another, in a circle.',
  ],
  count_takes_long: [
    503,
    'Le compte prend trop de temps : ajoutez une condition, ou enregistrez le groupe pour le compter tranquillement.',
    'Counting takes too long: add a condition, or save the audience to have it counted in peace.',
  ],
  audience_file_needs_a_column: [
    422,
    'Aucune colonne de ce fichier ne contient d’e-mails, de téléphones ou de numéros de carte.',
    'No column of this file holds e-mails, phone numbers or card numbers.',
  ],
  audience_used: [
    409,
    'Ce groupe sert encore ailleurs : voyez où avant de l’archiver.',
    'This audience is still used elsewhere: see where before archiving it.',
  ],
})
