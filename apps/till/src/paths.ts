/** Every address of the till. Screens build their links from here, never by hand. */
export const paths = {
  rest: '/',
} as const
