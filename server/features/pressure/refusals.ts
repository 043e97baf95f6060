import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  rules_changed_meanwhile: [
    409,
    'Ces réglages ont changé entre-temps : rechargez la page et recommencez.',
    'These settings changed meanwhile: reload the page and try again.',
  ],
  hours_too_wide: [
    422,
    'Ces heures dépassent ce que la charte des SMS ou la loi sur les appels permettent.',
    'These hours go beyond what the charter of text messages or the law on calls allow.',
  ],
  sunday_needs_decision: [
    422,
    'Écrire le dimanche ou un jour férié est déconseillé par la charte : dites pourquoi vous le décidez.',
    'Writing on Sundays or public holidays is advised against by the charter: say why you decide it.',
  ],
  prices_must_begin_at_one: [
    422,
    'Pour chaque moyen, le premier prix part du premier message, et les seuils montent.',
    'For each channel the first price begins with the first message, and thresholds rise.',
  ],
  audience_unknown: [404, 'Ce groupe de clients n’existe pas.', 'There is no such group of customers.'],
  complaint_not_found: [404, 'Cette réclamation n’existe pas.', 'There is no such complaint.'],
  complaint_id_reused: [
    409,
    'Cet identifiant désigne déjà une autre réclamation.',
    'This id already names another complaint.',
  ],
})
