/** Signed in, but not in a shop: the ones this person may enter. */
import { Anchor, Button } from '@mantine/core'
import { useSuspenseQuery } from '@tanstack/react-query'
import { meQuery, signOut } from '../session.ts'
import { shellWords } from '../shell/words.ts'
import { SignInFrame } from './SignInFrame.tsx'
import { useWords } from './words.ts'

export function ShopsPage() {
  const w = useWords()
  const shell = shellWords.useWords()
  const { tenants } = useSuspenseQuery(meQuery).data
  const none = tenants.length === 0
  const below = (
    <Button variant="subtle" size="compact-sm" onClick={() => void signOut()}>
      {shell('sign_out')}
    </Button>
  )
  return (
    <SignInFrame
      title={w(none ? 'no_shop_title' : 'other_shops_title')}
      lead={w(none ? 'no_shop' : 'other_shops')}
      below={below}
    >
      {tenants.map(({ tenant_id, slug, name }) => (
        <Anchor key={tenant_id} href={`/t/${slug}/`} size="lg">
          {name}
        </Anchor>
      ))}
    </SignInFrame>
  )
}
