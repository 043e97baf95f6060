/** Messages cut off under way: nobody knows whether they arrived, so a person says. */
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { Section } from '#ui/components/Page.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import { channelWord, recipientWord } from './names.ts'
import { useWords } from './words.ts'
import styles from './messages.module.css'

export function Unknowns({ count }: { count: number }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const { rows, has_more, onMore } = useCursorRows('/outbox/messages', { query: { state: 'unknown' } }, 20)
  if (count === 0) return null
  const settle = async (message_id: string, as: 'sent' | 'send_again') => {
    await api.put('/outbox/unknown/{message_id}', { params: { message_id }, body: { as } })
    showDone({ message: w(as === 'sent' ? 'counted' : 'again_done') })
    await queries.invalidateQueries({ queryKey: ['/outbox'] })
    await queries.invalidateQueries({ queryKey: ['/outbox/messages'] })
  }
  return (
    <Section title={w('unknowns', { count })} lead={w('unknowns_for')}>
      <ul className={styles.rows}>
        {rows.map((one) => (
          <li key={one.message_id} className={styles.row}>
            <span>
              {recipientWord(f, one.channel, one.recipient)}
              <br />
              <span className={styles.soft}>
                {channelWord(w, one.channel)} · {f.dateTime(one.handed_at ?? one.created_at)}
              </span>
            </span>
            <span className={styles.ways}>
              <Button variant="default" onClick={() => void settle(one.message_id, 'sent')}>
                {w('count_as_sent')}
              </Button>
              <Button variant="default" onClick={() => void settle(one.message_id, 'send_again')}>
                {w('send_again')}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {has_more && (
        <Button variant="subtle" className={styles.more} onClick={onMore}>
          {w('more')}
        </Button>
      )}
    </Section>
  )
}
