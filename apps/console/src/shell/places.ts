/** The places of the left navigation, in the order of the shop's day. A place is listed once it has a page. */
import { IconHome } from '#ui/icons.ts'
import { paths } from '../paths.ts'

export const places = [{ word: 'home', path: paths.home, icon: IconHome }] as const
