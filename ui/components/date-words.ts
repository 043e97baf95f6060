import { featureWords } from '../words.ts'

const fr = {
  example: 'jj/mm/aaaa',
  open: 'Ouvrir le calendrier : {{label}}',
  wrong: 'Écrivez ce jour comme 31/12/2026.',
  missing: 'Choisissez un jour.',
  too_early: 'Pas avant le {{day}}.',
  too_late: 'Pas après le {{day}}.',
  month_before: 'Mois précédent',
  month_after: 'Mois suivant',
  year_before: 'Année précédente',
  year_after: 'Année suivante',
  decade_before: 'Dix ans plus tôt',
  decade_after: 'Dix ans plus tard',
  choose_month: 'Choisir le mois',
  choose_year: 'Choisir l’année',
}

export const { useWords: useDateWords } = featureWords('date', fr, {
  example: 'dd/mm/yyyy',
  open: 'Open the calendar: {{label}}',
  wrong: 'Write this day like 31/12/2026.',
  missing: 'Choose a day.',
  too_early: 'Not before {{day}}.',
  too_late: 'Not after {{day}}.',
  month_before: 'Previous month',
  month_after: 'Next month',
  year_before: 'Previous year',
  year_after: 'Next year',
  decade_before: 'Ten years earlier',
  decade_after: 'Ten years later',
  choose_month: 'Choose the month',
  choose_year: 'Choose the year',
})
