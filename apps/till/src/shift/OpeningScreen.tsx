/** A paired till that was never yet told what the shop sells and how: it needs the network once. */
import { Loader } from '@mantine/core'
import { online } from '../keep/till.ts'
import { useWords } from './words.ts'
import styles from './shift.module.css'

export function OpeningScreen() {
  const w = useWords()
  const connected = online.use()
  return (
    <main className={styles.opening}>
      <Loader color="var(--primary)" />
      <output>{w(connected ? 'opening' : 'opening_offline')}</output>
    </main>
  )
}
