import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  import_not_found: [404, 'Cet import n’existe pas.', 'There is no such import.'],
  import_id_reused: [
    409,
    'Ce numéro d’import a déjà servi pour un autre fichier.',
    'This import id was used for another file.',
  ],
  import_file_missing: [400, 'Choisissez un fichier à importer.', 'Choose a file to import.'],
  import_file_empty: [400, 'Ce fichier est vide.', 'This file is empty.'],
  import_kind_missing: [
    400,
    'Dites ce que contient le fichier : des clients, des produits ou des ventes.',
    'Say what the file holds: customers, products or sales.',
  ],
  import_file_too_large: [
    413,
    'Ce fichier dépasse 500 Mo : partagez-le en plusieurs.',
    'This file is over 500 MB: split it into several.',
  ],
  import_no_room: [
    507,
    'Il n’y a plus de place sur le disque pour ce fichier.',
    'There is no room left on the disk for this file.',
  ],
  import_unreadable: [422, 'Ce fichier ne peut pas être lu.', 'This file cannot be read.'],
  import_busy: [
    409,
    'Cet import est en cours : attendez qu’il finisse, ou mettez-le en pause.',
    'This import is under way: wait until it ends, or pause it.',
  ],
  import_over: [
    409,
    'Cet import est terminé : pour recommencer, envoyez le fichier de nouveau.',
    'This import is over: to begin again, upload the file again.',
  ],
  import_not_rehearsed: [
    409,
    'Faites d’abord une répétition : elle montre ce qui va se passer.',
    'Rehearse first: it shows what will happen.',
  ],
  import_not_running: [409, 'Cet import n’est pas en cours.', 'This import is not running.'],
  import_not_paused: [409, 'Cet import n’est pas en pause.', 'This import is not paused.'],
  import_nothing_to_undo: [409, 'Il n’y a rien à annuler.', 'There is nothing to undo.'],
  import_field_unknown: [400, 'Cette colonne ne peut pas avoir ce sens.', 'This column cannot mean that.'],
  import_store_unknown: [400, 'Ce magasin n’existe pas.', 'There is no such store.'],
  import_unit_unknown: [
    400,
    'Le programme en cours ne compte pas dans cette unité.',
    'The programme in force does not count in this unit.',
  ],
  import_points_spent: [
    409,
    'Des points ou des récompenses de cet import ont déjà servi, ou un de ses achats a été retourné : il ne peut plus être annulé.',
    'Points or rewards of this import have been used, or one of its purchases was returned: it can no longer be undone.',
  ],
  import_returns_elsewhere: [
    409,
    'Cet import contient des retours d’achats venus d’ailleurs, qui ont repris des points : il ne peut pas être annulé.',
    'This import holds returns of purchases from elsewhere that took points back: it cannot be undone.',
  ],
  import_file_gone: [
    410,
    'Le fichier n’est plus là : il est gardé 30 jours après la fin de l’import.',
    'The file is gone: it is kept for 30 days after the import ends.',
  ],
})
