/** What has not reached the server yet, and what it did not accept: why, and what to do about it. */
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { modals } from '@mantine/modals'
import type { Job } from '../keep/shapes.ts'
import { isManagersTill, retired, till } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { Frame } from '../shell/Frame.tsx'
import { useWords as useShiftWords } from '../shift/words.ts'
import { again, giveUp, isThatPerson, jobs, refused, waiting } from './queue.ts'
import { keptAnyway } from './rules.ts'
import { wake } from './send.ts'
import { useWords } from './words.ts'
import styles from './waiting.module.css'

export function WaitingScreen() {
  const w = useWords()
  const shiftWords = useShiftWords()
  const all = jobs.use()
  const [wrong, left] = [refused(all), waiting(all)]
  const isRetired = retired.use()
  return (
    <Frame
      title={w('title')}
      heading="narrow"
      actions={
        <>
          <Button kind="plain" onClick={() => goTo(paths.rest)}>
            {w('back')}
          </Button>
          {left.length > 0 && !isRetired && <Button onClick={wake}>{w('send_now')}</Button>}
        </>
      }
    >
      <div className={styles.waiting}>
        {isRetired && (
          <section className={styles.retired} role="alert">
            <strong>{shiftWords('retired')}</strong>
            <p>{shiftWords('retired_detail')}</p>
            <Button onClick={() => till.set(null)}>{shiftWords('pair_again')}</Button>
          </section>
        )}
        {wrong.length > 0 && (
          <section>
            <h2>{w('wrong')}</h2>
            <p className={styles.soft}>{w('wrong_lead')}</p>
            <ul>
              {wrong.map((job) => (
                <li key={job.seq}>
                  <Name job={job} />
                  <p>{job.problem?.detail ?? job.problem?.title}</p>
                  <WayOut job={job} />
                </li>
              ))}
            </ul>
          </section>
        )}
        <section>
          {left.length > 0 && <h2>{w('waits')}</h2>}
          <p className={styles.soft}>{w(left.length + wrong.length === 0 ? 'empty' : 'lead')}</p>
          <ul>
            {left.map((job) => (
              <li key={job.seq}>
                <Name job={job} />
                {job.kind === 'loose_return' && !isManagersTill() && (
                  <p className={styles.soft}>{w('for_manager')}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Frame>
  )
}

const IS_OF_SALE: Job['kind'][] = ['sale', 'return', 'exchange', 'cancellation', 'loose_return']

function Name({ job }: { job: Job }) {
  const w = useWords()
  const f = useFormats()
  const { name, amount_cents } = job.about
  const amount = amount_cents === null ? '' : f.money(amount_cents)
  return (
    <div className={styles.name}>
      <strong>{w(job.kind, { amount, name: name ?? w('nobody') })}</strong>
      <span className={styles.soft}>
        {[IS_OF_SALE.includes(job.kind) ? name : null, f.relativeDay(job.made_at), f.time(job.made_at)]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  )
}

/** What can be done depends on what was refused: a person is recognised, goods are given all the same, or it is given up. */
function WayOut({ job }: { job: Job }) {
  const w = useWords()
  const candidates = job.problem?.candidates ?? []
  const isTwin = job.kind === 'customer' && candidates.length > 0
  const anyway = keptAnyway(job)
  const askToGiveUp = () =>
    modals.openConfirmModal({
      title: w('give_up_title'),
      children: w('give_up_detail'),
      labels: { confirm: w('give_up'), cancel: w('keep') },
      confirmProps: { color: 'red' },
      onConfirm: () => void giveUp(job),
    })
  return (
    <div className={styles.wayOut}>
      {!isTwin && (
        <Button kind="quiet" onClick={askToGiveUp}>
          {w('give_up')}
        </Button>
      )}
      {!isTwin && !anyway && (
        <Button kind="plain" onClick={() => void again(job)}>
          {w('again')}
        </Button>
      )}
      {anyway && <Button onClick={() => void again(anyway)}>{w('keep_anyway')}</Button>}
      {isTwin && (
        <Button
          kind="plain"
          onClick={() => void again({ ...job, body: { ...job.body, accept_duplicates: true } } as Job)}
        >
          {w('create_anyway')}
        </Button>
      )}
      {isTwin &&
        candidates.map(({ customer_id, first_name, last_initial }) => (
          <Button key={customer_id} onClick={() => void isThatPerson(job, customer_id)}>
            {w('it_is', { name: [first_name, last_initial && `${last_initial}.`].filter(Boolean).join(' ') })}
          </Button>
        ))}
    </div>
  )
}
