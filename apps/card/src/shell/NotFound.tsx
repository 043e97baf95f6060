import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { paths } from '../paths.ts'
import { Notice } from './Notice.tsx'
import { useWords } from './words.ts'

export function NotFound() {
  const w = useWords()
  return (
    <Notice title={w('not_found')}>
      <Button full onClick={() => goTo(paths.card, { replace: true })}>
        {w('back_to_card')}
      </Button>
    </Notice>
  )
}
