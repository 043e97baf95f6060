import { refusals } from '../../platform/refusal.ts'

export const refuse = refusals({
  trace_code_not_found: [404, 'Ce code imprimé n’existe pas.', 'There is no such printed code.'],
  target_not_an_address: [
    422,
    'L’adresse où mène le code doit être une page du web, écrite en entier (https://…).',
    'The address the code leads to must be a whole page of the web (https://…).',
  ],
  trace_store_not_found: [404, 'Ce magasin n’existe pas.', 'There is no such store.'],
})
