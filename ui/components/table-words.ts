import { featureWords } from '../words.ts'

const fr = {
  tick: 'Sélectionner {{name}}',
  tick_loaded: 'Tout sélectionner',
  sort_by: 'Trier par {{label}}',
  columns: 'Colonnes',
  total: 'Total',
  selected_one: '{{count}} sélectionné',
  selected_other: '{{count}} sélectionnés',
  select_all: 'Sélectionner les {{count}}',
  clear: 'Tout désélectionner',
  add_filter: 'Ajouter un filtre',
  remove_filter: 'Retirer le filtre : {{label}}',
  clear_filters: 'Tout effacer',
  apply: 'Appliquer',
}

export const tableWords = featureWords('table', fr, {
  tick: 'Select {{name}}',
  tick_loaded: 'Select all',
  sort_by: 'Sort by {{label}}',
  columns: 'Columns',
  total: 'Total',
  selected_one: '{{count}} selected',
  selected_other: '{{count}} selected',
  select_all: 'Select all {{count}}',
  clear: 'Clear selection',
  add_filter: 'Add a filter',
  remove_filter: 'Remove the filter: {{label}}',
  clear_filters: 'Clear all',
  apply: 'Apply',
})
