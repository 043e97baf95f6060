/** The code by which a card comes to its holder's phone: once, for a short while, no password. */
import { Alert, Button, Modal, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { QrCode } from '#ui/codes/QrCode.tsx'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { IconCopy } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

type Props = { customer_id: string; opened: boolean; onClose: () => void }

export function CardLink({ customer_id, opened, onClose }: Props) {
  const w = useWords()
  const house = houseWords.useWords()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={w('card_on_phone')}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <Code customer_id={customer_id} />
    </Modal>
  )
}

function Code({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const f = useFormats()
  // Made anew each time it is shown, kept nowhere.
  const link = useQuery({
    queryKey: ['card-link', customer_id],
    queryFn: () => api.put('/customers/{customer_id}/card-link', { params: { customer_id } }),
    gcTime: 0,
    staleTime: Infinity,
  })
  if (link.error) return <Alert color="red">{failureOf(link.error).title}</Alert>
  if (!link.data) return <Skeleton height={256} />
  const { url, expires_at } = link.data
  const copy = () =>
    void navigator.clipboard.writeText(url).then(() => showDone({ message: w('copied'), visible_ms: 3000 }))
  return (
    <div className={styles.form}>
      <p>{w('card_scan')}</p>
      <div className={styles.code}>
        <QrCode text={url} label={w('card_on_phone')} />
      </div>
      <p className={styles.quiet}>{w('card_once', { time: f.time(expires_at) })}</p>
      <Button variant="default" leftSection={<IconCopy size={18} stroke={1.75} />} onClick={copy}>
        {w('copy_link')}
      </Button>
    </div>
  )
}
