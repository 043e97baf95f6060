import type { SameWords } from '#ui/words.ts'
import type { fr } from './words.fr.ts'

export const en: SameWords<typeof fr> = {
  places: 'Main navigation',
  home: 'Home',
  customers: 'Customers',
  loyalty: 'Loyalty',
  messages: 'Messages',
  requests: 'Requests',
  voice: 'Customer voice',
  results: 'Results',
  settings: 'Settings',
  search: 'Search',
  search_hint: 'A customer, a page, an action…',
  search_nothing: 'Nothing matches “{{asked}}”',
  search_customers: 'Customers',
  search_pages: 'Pages',
  search_actions: 'Actions',
  all_stores: 'All stores',
  choose_store: 'Choose the store',
  person_menu: 'My account',
  my_account: 'My account',
  sign_out: 'Sign out',
  open_till: 'Open the till',
}
