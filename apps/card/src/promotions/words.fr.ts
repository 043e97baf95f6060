export const fr = {
  title: 'Pour vous',
  lead: 'Montrez votre carte en caisse : le prix s’applique tout seul.',
  instead_of: 'au lieu de',
  until: 'jusqu’au {{date}}',
}
