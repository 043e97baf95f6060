export const fr = {
  expected_one: 'Sur la liste, vient seul(e)',
  expected_other: 'Sur la liste, vient à {{count}}',
  not_expected: 'N’est pas sur la liste',
  tick: 'Noter l’arrivée',
  there_since: 'Sur place depuis {{time}}',
}
