/** Shown once, to be kept. */
import { Button } from '@mantine/core'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconCopy, IconPrinter } from '#ui/icons.ts'
import { useWords } from './words.ts'
import styles from './account.module.css'

export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const w = useWords()
  const copy = () =>
    void navigator.clipboard
      .writeText(codes.join('\n'))
      .then(() => showDone({ message: w('two_copied'), visible_ms: 3000 }))
  return (
    <div className={styles.stack}>
      <h3>{w('two_codes')}</h3>
      <p>{w('two_codes_lead')}</p>
      <ul className={styles.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={`${styles.buttons} no-print`}>
        <Button variant="default" leftSection={<IconCopy size={18} stroke={1.75} />} onClick={copy}>
          {w('two_copy')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPrinter size={18} stroke={1.75} />}
          onClick={() => print()}
        >
          {w('two_print')}
        </Button>
        <Button onClick={onKept}>{w('two_kept')}</Button>
      </div>
    </div>
  )
}
