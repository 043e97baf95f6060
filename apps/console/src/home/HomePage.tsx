/** The first page: how the shop is doing. */
import { Page } from '#ui/components/Page.tsx'
import { useWords } from '../shell/words.ts'

export function HomePage() {
  const w = useWords()
  return <Page title={w('home')} />
}
