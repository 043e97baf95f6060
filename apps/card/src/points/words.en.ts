export const en = {
  link: 'All that was earned and spent',
  title: 'Earned and spent',
  lead: 'Every move, why, and what was left after it.',
  none: 'Nothing was earned or spent yet.',
  coming: 'The statement is on its way…',
  offline: 'The statement needs a network.',
  after: '{{units}} left',
  more: 'See older ones',
}
