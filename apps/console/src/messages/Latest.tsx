/** The latest messages, whatever became of them. */
import { Button } from '@mantine/core'
import { Section } from '#ui/components/Page.tsx'
import { useCursorRows } from '#ui/cursor-rows.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { channelWord, recipientWord, stateWord, whyWord } from './names.ts'
import { useWords } from './words.ts'
import styles from './messages.module.css'

export function Latest() {
  const w = useWords()
  const f = useFormats()
  const { rows, has_more, onMore } = useCursorRows('/outbox/messages', {}, 30)
  if (rows.length === 0) return null
  return (
    <Section title={w('latest')}>
      <ul className={styles.rows}>
        {rows.map((one) => (
          <li key={one.message_id} className={styles.row}>
            <span>
              {one.customer_id ? (
                <LinkAnchor to={paths.customer} params={{ customer_id: one.customer_id }}>
                  {recipientWord(f, one.channel, one.recipient)}
                </LinkAnchor>
              ) : (
                recipientWord(f, one.channel, one.recipient)
              )}
              <br />
              <span className={styles.soft}>
                {channelWord(w, one.channel)}
                {one.subject && ` · ${one.subject}`}
              </span>
            </span>
            <span className={styles.state} data-state={one.state}>
              {stateWord(w, one.state)}
              <br />
              <span className={styles.soft}>
                {whyWord(w, one.error ?? one.waits_for) ??
                  f.dateTime(one.sent_at ?? one.due_at ?? one.created_at)}
              </span>
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
