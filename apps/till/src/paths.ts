/** Every address of the till. Screens build their links from here, never by hand. */
export const paths = {
  rest: '/',
  sale: '/sale',
  done: '/sales/:sale_id',
  new_card: '/new-card',
  gift_card: '/gift-card',
  welcome: '/welcome/:customer_id',
  returns: '/returns',
  loose_return: '/returns/without-receipt',
  return: '/returns/:sale_id',
  waiting: '/waiting',
} as const
