/** Joins the frame to who is signed in. */
import { Shell } from './Shell.tsx'

export function SignedIn() {
  return (
    <Shell shop_name="Comptoir" person={{ name: '', email: '' }} onSearch={() => {}} onSignOut={() => {}} />
  )
}
