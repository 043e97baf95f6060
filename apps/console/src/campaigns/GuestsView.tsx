/** The list at the door: who comes, with how many, who is there. */
import { useState } from 'react'
import { Button, Checkbox, SegmentedControl } from '@mantine/core'
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Figure, Figures } from '#ui/components/Figure.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { addressOfPicture } from '#ui/pictures.ts'
import { useFormats } from '#ui/words.ts'
import { guestsQuery, privateSaleQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

export function GuestsView({ campaign_id }: { campaign_id: string }) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const [show, setShow] = useState<'coming' | 'all'>('coming')
  const sale = useQuery(privateSaleQuery(campaign_id)).data
  const guests = useInfiniteQuery(guestsQuery(campaign_id, show))
  const items = guests.data?.pages.flatMap((page) => page.items)
  const tick = useMutation({
    mutationFn: ({ customer_id, there }: { customer_id: string; there: boolean }) => {
      const params = { campaign_id, customer_id }
      const path = '/campaigns/{campaign_id}/guests/{customer_id}/arrival'
      return there ? api.put(path, { params }) : api.delete(path, { params })
    },
    onSuccess: async (now) => {
      queries.setQueryData(privateSaleQuery(campaign_id).queryKey, now)
      await queries.invalidateQueries({ queryKey: ['/campaigns', campaign_id, 'guests'] })
    },
  })
  if (!sale) return <TextSkeleton lines={4} />
  return (
    <div className={styles.column}>
      <p className={styles.soft}>
        {sale.title}, {f.dateTime(sale.starts_at)}
        {sale.place && `, ${sale.place}`}
      </p>
      {sale.picture_ids.length > 0 && (
        <ul className={styles.strip}>
          {sale.picture_ids.map((picture_id, at) => (
            <li key={picture_id}>
              <img src={addressOfPicture(picture_id)} alt={w('sale_photo_alt', { count: at + 1 })} />
            </li>
          ))}
        </ul>
      )}
      <Figures>
        <Figure label={w('invited')} value={f.number(sale.invited)} />
        <Figure label={w('say_yes')} value={f.number(sale.yes)}>
          <span className={styles.soft}>{w('persons', { count: sale.people })}</span>
        </Figure>
        <Figure label={w('say_no')} value={f.number(sale.no)} />
        <Figure label={w('there')} value={f.number(sale.arrived)} />
      </Figures>
      <SegmentedControl
        aria-label={w('view_guests')}
        className={styles.segments}
        data={[
          { value: 'coming', label: w('guests_coming') },
          { value: 'all', label: w('guests_all') },
        ]}
        value={show}
        onChange={(value) => setShow(value as 'coming' | 'all')}
      />
      {items?.length === 0 && <p className={styles.soft}>{w('no_guests')}</p>}
      <ul className={styles.people}>
        {items?.map((guest) => {
          const name = guest.name ?? w('no_name')
          return (
            <li key={guest.customer_id} className={styles.person}>
              <Checkbox
                size="md"
                label={name}
                aria-label={w('is_there', { name })}
                checked={guest.arrived_at !== null}
                onChange={(event) =>
                  tick.mutate({ customer_id: guest.customer_id, there: event.currentTarget.checked })
                }
              />
              <span className={styles.soft}>
                {guest.answer === 'yes' && w('comes_with', { count: guest.people ?? 1 })}
                {guest.answer === 'no' && w('does_not_come')}
                {!guest.answer && w('no_answer')}
                {guest.arrived_at && `, ${w('since', { when: f.time(guest.arrived_at) })}`}
              </span>
            </li>
          )
        })}
      </ul>
      {guests.hasNextPage && (
        <Button
          variant="default"
          loading={guests.isFetchingNextPage}
          onClick={() => void guests.fetchNextPage()}
        >
          {w('more')}
        </Button>
      )}
    </div>
  )
}
