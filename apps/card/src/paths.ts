/** Every address of the card. Screens build their links from here, never by hand. */
export const paths = {
  card: '/',
  show: '/show',
  voucher: '/vouchers/:voucher_id',
  sales: '/sales',
  sale: '/sales/:sale_id',
  receipt: '/receipt',
  statement: '/statement',
  programme: '/programme',
  me: '/me',
  leave: '/me/leave',
} as const
