import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  list_not_found: [404, 'Cette liste n’existe pas.', 'There is no such list.'],
  list_ended: [409, 'Cette liste est terminée.', 'This list has ended.'],
  alert_rule_not_found: [404, 'Cette alerte n’est pas réglée ici.', 'There is no such alert rule.'],
  alert_rule_ended: [409, 'Cette règle d’alerte est terminée.', 'This alert rule has ended.'],
  alert_not_found: [404, 'Cette alerte n’existe pas.', 'There is no such alert.'],
  within_days_needed: [
    422,
    'Dites sur combien de jours on compte les achats d’une personne.',
    'Say over how many days a person’s purchases are counted.',
  ],
})
