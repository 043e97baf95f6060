/** What one person will read, as it will be sent. */
import { Alert, Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { useNames } from './names.ts'
import type { Line } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

export function PreviewOne({
  campaign_id,
  line,
  onClose,
}: {
  campaign_id: string
  line: Line
  onClose: () => void
}) {
  const w = useWords()
  const names = useNames()
  const { customer_id } = line
  const { data, error } = useQuery({
    queryKey: ['/campaigns', campaign_id, 'preview', customer_id],
    queryFn: ({ signal }) =>
      api.get('/campaigns/{campaign_id}/previews/{customer_id}', {
        params: { campaign_id, customer_id },
        signal,
      }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={w('message_of', { name: line.name ?? w('no_name'), channel: names.channel(line.channel!) })}
      closeButtonProps={{ 'aria-label': w('close') }}
    >
      {!data && !error && <TextSkeleton lines={5} />}
      {error && <Alert color="red">{failureOf(error).title}</Alert>}
      {data && data.missing.length > 0 && (
        <Alert color="yellow" title={w('missing_values')}>
          {data.missing.join(', ')}
        </Alert>
      )}
      {data?.subject && <p className={styles.subject}>{data.subject}</p>}
      {data?.html ? (
        <iframe title={w('message')} sandbox="" srcDoc={data.html} className={styles.mail} />
      ) : (
        data && <p className={styles.bubble}>{data.text}</p>
      )}
    </Modal>
  )
}
