/** The network and what still has to be sent. A dot and a word: colour is never alone. */
import { Link } from '#ui/light/Link.tsx'
import { online } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { jobs, refused, waiting } from '../queue/queue.ts'
import { useWords } from './words.ts'
import styles from './frame.module.css'

export function QueueState() {
  const w = useWords()
  const all = jobs.use()
  const said = online.use() ? 'online' : 'offline'
  const [count, wrong] = [waiting(all).length, refused(all).length]
  const sales = waiting(all).filter((job) => job.kind === 'sale').length
  const state = wrong > 0 ? 'refused' : count > 0 || said === 'offline' ? said : 'calm'
  const sentence =
    wrong > 0
      ? w('to_see', { count: wrong })
      : sales > 0
        ? w(`waiting_${said}`, { count: sales })
        : count > 0
          ? w(`things_${said}`, { count })
          : w(said)
  const text = (
    <output className={styles.queue} data-state={state}>
      {sentence}
    </output>
  )
  if (count + wrong === 0) return text
  return (
    <Link to={paths.waiting} className={styles.queueLink} aria-label={sentence}>
      {text}
    </Link>
  )
}
