/** Every address of the console. Pages build their links from here, never by hand. */
export const paths = {
  home: '/',
  sign_in: '/sign-in',
  welcome: '/welcome',
  lost_password: '/lost-password',
  new_password: '/password/$token',
  invitation: '/invitation/$token',
  shops: '/shops',
  first_steps: '/first-steps',
  account: '/account',
  customers: '/customers',
  new_customer: '/customers/new',
  customer: '/customers/$customer_id',
  lists: '/lists',
  list: '/lists/$list_id',
  alerts: '/alerts',
  imports: '/imports',
} as const
