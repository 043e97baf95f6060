/** Between two customers: the till listens. */
import { Frame } from '../shell/Frame.tsx'

export function RestScreen() {
  return <Frame shop_name="" queue={{ waiting: 0, online: true }} />
}
