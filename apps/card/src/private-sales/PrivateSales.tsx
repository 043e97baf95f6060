/** Private sales that are open to the holder: photos, when and where, and a yes or a no by one touch. */
import { useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ListPrivateSalesByCard } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { IconCalendar, IconMapPin } from '#ui/icons.ts'
import { Button } from '#ui/light/Button.tsx'
import { addressOfPicture } from '#ui/pictures.ts'
import { useFormats } from '#ui/words.ts'
import { kept } from '../keep/kept.ts'
import { Section } from '../shell/Section.tsx'
import { keptSales, keepSales } from './kept-sales.ts'
import styles from './private-sales.module.css'
import { useWords } from './words.ts'

type Sale = ListPrivateSalesByCard['answer']['items'][number]

export function PrivateSales({ silent }: { silent: boolean }) {
  const w = useWords()
  const customer_id = kept()?.customer_id ?? ''
  const { data = keptSales(customer_id) } = useQuery({
    queryKey: ['private sales', customer_id],
    queryFn: async ({ signal }) => {
      const { items } = await api.get('/card/private-sales', { signal })
      keepSales(customer_id, items)
      return items
    },
  })
  const open = data.filter(({ ends_at }) => Date.parse(ends_at) > Date.now())
  if (open.length === 0) return null
  return (
    <Section title={w('title', { count: open.length })}>
      <ul className={styles.sales}>
        {open.map((sale) => (
          <OneSale key={sale.campaign_id} sale={sale} silent={silent} />
        ))}
      </ul>
    </Section>
  )
}

function OneSale({ sale, silent }: { sale: Sale; silent: boolean }) {
  const w = useWords()
  const f = useFormats()
  const where = [sale.store_name, sale.place].filter(Boolean).join(', ')
  return (
    <li className={styles.sale}>
      {sale.picture_ids.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by keys too
        <ul className={styles.photos} tabIndex={0} aria-label={w('photos', { name: sale.title })}>
          {sale.picture_ids.map((picture_id, at) => (
            <li key={picture_id}>
              <img src={addressOfPicture(picture_id)} alt={w('photo', { count: at + 1 })} loading="lazy" />
            </li>
          ))}
        </ul>
      )}
      <div className={styles.words}>
        <strong className={styles.name}>{sale.title}</strong>
        <p className={styles.fact}>
          <IconCalendar size={20} stroke={1.75} aria-hidden="true" />
          {w('when', {
            day: f.weekday(sale.starts_at),
            from: f.time(sale.starts_at),
            to: f.time(sale.ends_at),
          })}
        </p>
        {where && (
          <p className={styles.fact}>
            <IconMapPin size={20} stroke={1.75} aria-hidden="true" />
            {where}
          </p>
        )}
        {sale.words && <p className={styles.text}>{sale.words}</p>}
        <Answer sale={sale} silent={silent} />
      </div>
    </li>
  )
}

function Answer({ sale, silent }: { sale: Sale; silent: boolean }) {
  const w = useWords()
  const client = useQueryClient()
  const [people, setPeople] = useState(sale.people && sale.people > 0 ? sale.people : 1)
  const [busy, setBusy] = useState<'yes' | 'no'>()
  const [problem, setProblem] = useState<string>()
  const say = async (answer: 'yes' | 'no') => {
    setBusy(answer)
    setProblem(undefined)
    try {
      const { campaign_id } = sale
      const { items } = await api.put('/card/private-sales/{campaign_id}/answer', {
        params: { campaign_id },
        body: { answer, people },
      })
      const customer_id = kept()?.customer_id ?? ''
      keepSales(customer_id, items)
      client.setQueryData(['private sales', customer_id], items)
    } catch (error) {
      setProblem(failureOf(error).title)
    } finally {
      setBusy(undefined)
    }
  }
  const off = silent ? { why_not: w('offline') } : {}
  return (
    <>
      {sale.answer && (
        <output className={styles.said}>
          {sale.answer === 'yes' ? w('said_yes', { count: sale.people ?? 1 }) : w('said_no')}
        </output>
      )}
      {sale.guests_max > 1 && sale.answer !== 'yes' && (
        <label className={styles.people}>
          {w('people')}
          <select value={people} onChange={(event) => setPeople(Number(event.currentTarget.value))}>
            {Array.from({ length: sale.guests_max }, (_, at) => (
              <option key={at} value={at + 1}>
                {at + 1}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className={styles.answers}>
        {sale.answer !== 'yes' && (
          <Button full busy={busy === 'yes'} {...off} onClick={() => void say('yes')}>
            {w('yes')}
          </Button>
        )}
        {sale.answer !== 'no' && (
          <Button kind="plain" full busy={busy === 'no'} {...off} onClick={() => void say('no')}>
            {w(sale.answer === 'yes' ? 'no_longer' : 'no')}
          </Button>
        )}
      </div>
      {problem && <p role="alert">{problem}</p>}
    </>
  )
}
