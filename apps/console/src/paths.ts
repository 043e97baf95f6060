/** Every address of the console. Pages build their links from here, never by hand. */
export const paths = {
  home: '/',
  sign_in: '/sign-in',
  customer: '/customers/$customer_id',
} as const
