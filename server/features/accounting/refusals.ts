import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  month_unknown: [404, 'Rien n’a été enregistré ce mois-là.', 'Nothing was recorded in that month.'],
  month_not_over: [
    409,
    'Ce mois n’est pas encore terminé : il se clôture à partir du 1er du mois suivant, à 6 heures.',
    'This month is not over yet: it can be closed from six o’clock on the first of the next.',
  ],
  month_out_of_order: [
    409,
    'Les mois se clôturent dans l’ordre : un mois antérieur attend encore.',
    'Months are closed in order: an earlier one still waits.',
  ],
  month_before_accounts: [
    409,
    'Ce mois précède le premier mois clôturé : il est compris dans son ouverture.',
    'This month is before the first that was closed: it is part of its opening.',
  ],
  month_not_closed: [
    409,
    'Ce mois n’est pas clôturé : ses écritures peuvent encore changer.',
    'This month is not closed: its entries may still change.',
  ],
  month_being_counted: [
    409,
    'Les mois passés sont en cours de calcul. Réessayez dans un instant.',
    'Past months are being counted. Try again in a moment.',
  ],
  siren_missing: [
    409,
    'Indiquez d’abord le numéro SIRET de cette société : le nom du fichier le contient.',
    'First give this company’s SIRET number: the file is named after it.',
  ],
  accounting_merchant_unknown: [
    404,
    'Cette société n’a pas d’écritures ce mois-là.',
    'This company has no entries in that month.',
  ],
  settings_version_taken: [
    409,
    'Ces réglages ont changé entre-temps : rechargez et recommencez.',
    'These settings changed meanwhile: reload and try again.',
  ],
  estimate_reason_missing: [
    422,
    'Dites pourquoi vous fixez vous-même un taux ou une valeur.',
    'Say why you set a rate or a value yourself.',
  ],
})
