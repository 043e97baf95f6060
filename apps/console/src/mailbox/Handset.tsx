/** A phone with the text message on it; its links open, its owner answers. */
import type { GetMailboxMessage } from '#client/types.ts'
import { useFormats } from '#ui/words.ts'
import { Answers } from './Answers.tsx'
import { withLinks } from './with-links.ts'
import { useWords } from './words.ts'
import styles from './mailbox.module.css'

export function Handset({ message }: { message: GetMailboxMessage['answer'] }) {
  const w = useWords()
  const f = useFormats()
  return (
    <>
      <div className={styles.handset} aria-label={w('handset')} role="group">
        <span className={styles.speaker} aria-hidden="true" />
        <p className={styles.sender}>{message.sender}</p>
        <p className={styles.when}>{f.dateTime(message.received_at)}</p>
        <p className={styles.bubble}>
          {withLinks(message.body_text).map((part, at) =>
            part.url ? (
              <a key={`${at} ${part.text}`} href={part.url} target="_blank" rel="noreferrer">
                {part.text}
              </a>
            ) : (
              part.text
            ),
          )}
        </p>
        <p className={styles.soft}>{w('to', { recipient: f.phone(message.recipient) })}</p>
      </div>
      <Answers received_id={message.received_id} channel="sms" />
    </>
  )
}
