/** Somebody at the door of a private sale: expected or not, and one touch to say that they are there. */
import { useState } from 'react'
import { Button } from '#ui/light/Button.tsx'
import { useNow } from '#ui/light/use-now.ts'
import { IconCheck, IconCalendar } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import type { KeptPrivateSale, Person } from '../keep/shapes.ts'
import { isOn, privateSales, tickArrival } from './guests.ts'
import { useWords } from './words.ts'
import styles from './arrivals.module.css'

export function Arrivals({ person }: { person: Person }) {
  const now_ms = useNow(60_000)
  const sales = privateSales.use().filter((sale) => isOn(sale, now_ms))
  if (sales.length === 0) return null
  return sales.map((sale) => <Arrival key={sale.campaign_id} person={person} sale={sale} />)
}

function Arrival({ person, sale }: { person: Person; sale: KeptPrivateSale }) {
  const w = useWords()
  const f = useFormats()
  const [busy, setBusy] = useState(false)
  const guest = sale.guests[person.customer_id]
  const tick = async () => {
    setBusy(true)
    await tickArrival(person, sale.campaign_id)
    setBusy(false)
  }
  return (
    <section className={styles.arrival} aria-label={sale.title}>
      <IconCalendar size={24} stroke={1.75} aria-hidden="true" />
      <p>
        <strong>{sale.title}</strong>
        <span className={styles.soft}>
          {guest ? w('expected', { count: guest.people ?? 1 }) : w('not_expected')}
        </span>
      </p>
      {guest?.arrived_at ? (
        <span className={styles.there} role="status">
          <IconCheck size={20} stroke={2} aria-hidden="true" />
          {w('there_since', { time: f.time(guest.arrived_at) })}
        </span>
      ) : (
        <Button kind={guest ? 'main' : 'plain'} busy={busy} onClick={() => void tick()}>
          {w('tick')}
        </Button>
      )}
    </section>
  )
}
