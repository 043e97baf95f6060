import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  simulation_not_found: [404, 'Cette simulation n’existe pas.', 'There is no such simulation.'],
  simulation_id_reused: [
    409,
    'Cet identifiant sert déjà à une autre simulation.',
    'This id already belongs to another simulation.',
  ],
  simulation_version_unknown: [
    422,
    'Cette version du programme n’existe pas.',
    'There is no such version of the programme.',
  ],
  simulation_programme_has_problems: [
    422,
    'Un des programmes à comparer est incomplet : voyez le détail.',
    'One of the programmes to compare is not complete: see the details.',
  ],
  simulation_dates_wrong: [422, 'La période finit avant de commencer.', 'The period ends before it begins.'],
  simulation_file_not_sales: [
    422,
    'Ce fichier n’est pas un fichier de ventes.',
    'This is not a file of sales.',
  ],
  simulation_file_not_mapped: [
    422,
    'Dites d’abord quelles colonnes donnent la date et le montant.',
    'Say first which columns hold the date and the amount.',
  ],
  simulation_not_done: [409, 'Cette simulation n’est pas terminée.', 'This simulation is not finished.'],
  simulation_variant_unknown: [
    404,
    'Cette variante n’existe pas dans la simulation.',
    'There is no such variant in the simulation.',
  ],
  simulation_link_unknown: [
    404,
    'Ce lien n’est plus bon, ou ne l’a jamais été.',
    'This link is no longer good, or never was.',
  ],
})
