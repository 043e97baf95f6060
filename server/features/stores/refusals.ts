import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  not_your_store: [403, 'Ce magasin n’est pas l’un des vôtres.', 'This is not one of your stores.'],
  merchant_not_found: [404, 'Cette société n’existe pas.', 'There is no such company.'],
  merchant_needed: [
    400,
    'Dites de quelle société est ce magasin.',
    'Say which company this store belongs to.',
  ],
  store_code_taken: [409, 'Un autre magasin porte déjà ce code.', 'Another store already has this code.'],
  time_zone_unknown: [400, 'Ce fuseau horaire n’existe pas.', 'There is no such time zone.'],
  hours_wrong: [
    400,
    'Les horaires se chevauchent ou finissent avant de commencer\u202f: voyez le jour indiqué.',
    'The opening hours overlap or end before they begin: see the day given.',
  ],
  siret_wrong: [400, 'Ce numéro SIRET n’est pas valable.', 'This SIRET number is not valid.'],
})
