/** What is wrong, each with its way to the block. */
import { Alert, Button } from '@mantine/core'
import { failureOf } from '#ui/failure.ts'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import type { Finding, Preview } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

type Props = { preview: Preview | undefined; error: Error | null; onOpen?: (block: string) => void }

const OF_LOOK = ['legal_name_missing', 'postal_address_missing', 'sms_stop_missing', 'sms_stop_number']

export function Findings({ preview, error, onOpen }: Props) {
  const w = useWords()
  if (error && preview) return <Alert color="red">{failureOf(error).title}</Alert>
  if (!preview) return null
  const errors = preview.findings.filter(({ level }) => level === 'error')
  const advice = preview.findings.filter(({ level }) => level === 'warning')
  return (
    <div className={styles.findings}>
      <h2 className={styles.paneTitle}>{w('findings')}</h2>
      {preview.findings.length === 0 && (
        <p className={styles.fine}>
          <IconCircleCheck size={18} stroke={1.75} aria-hidden /> {w('findings_none')}
        </p>
      )}
      <List title={w('findings_errors', { count: errors.length })} items={errors} onOpen={onOpen} />
      <List title={w('findings_warnings', { count: advice.length })} items={advice} onOpen={onOpen} />
    </div>
  )
}

function List({ title, items, onOpen }: { title: string; items: Finding[]; onOpen: Props['onOpen'] }) {
  const w = useWords()
  if (items.length === 0) return null
  const Icon = items[0]!.level === 'error' ? IconAlertTriangle : IconInfoCircle
  return (
    <>
      <h3 className={styles.findingTitle} data-level={items[0]!.level}>
        <Icon size={18} stroke={1.75} aria-hidden /> {title}
      </h3>
      <ul className={styles.findingList}>
        {items.map(({ code, words, block_id }, at) => (
          <li key={`${code} ${at}`}>
            {words}{' '}
            {block_id && onOpen && (
              <Button variant="subtle" size="compact-sm" onClick={() => onOpen(block_id)}>
                {w('go_to_block')}
              </Button>
            )}
            {OF_LOOK.includes(code) && <LinkAnchor to={paths.message_look}>{w('to_look')}</LinkAnchor>}
          </li>
        ))}
      </ul>
    </>
  )
}
