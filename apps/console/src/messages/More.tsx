import { Button } from '@mantine/core'
import { useWords } from './words.ts'
import styles from './messages.module.css'

type Props = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }

/** The rest of a list that was cut at a page. */
export function More({ hasNextPage, isFetchingNextPage, fetchNextPage }: Props) {
  const w = useWords()
  if (!hasNextPage) return null
  return (
    <Button
      className={styles.more}
      variant="default"
      loading={isFetchingNextPage}
      onClick={() => void fetchNextPage()}
    >
      {w('more')}
    </Button>
  )
}
