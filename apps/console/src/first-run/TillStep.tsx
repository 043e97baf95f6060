/** The first till: a code here, typed there; this page sees when it is done. */
import { useEffect } from 'react'
import { Alert, Anchor, Button, Loader, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { place } from '#ui/places.ts'
import { shopQuery, storesQuery } from '../session.ts'
import { useWords } from './words.ts'
import styles from './first-run.module.css'

const LOOK_EVERY_MS = 2500

export function TillStep() {
  const w = useWords()
  const queries = useQueryClient()
  const store = useSuspenseQuery(storesQuery).data.items.find((one) => !one.closed_at)
  const make = useMutation({
    mutationFn: () => {
      const body = { store_id: store!.store_id, name: w('till_name') }
      return api.put('/devices/{device_id}', { params: { device_id: newId() }, body })
    },
  })
  const devices = useQuery({
    queryKey: ['/devices'],
    queryFn: ({ signal }) => api.get('/devices', { signal }),
    refetchInterval: make.isSuccess ? LOOK_EVERY_MS : false,
  })
  const paired = devices.data?.items.some((one) => one.paired_at && !one.retired_at) ?? false
  useEffect(() => {
    if (paired) void queries.invalidateQueries(shopQuery)
  }, [paired, queries])
  if (devices.isPending) return <Skeleton height={80} />
  if (paired) return <Alert color="teal">{w('till_paired')}</Alert>
  const till = `${place().shop_path}/till/`
  return (
    <>
      <p>{w('till_lead', { address: `${location.host}${till}` })}</p>
      {make.data ? (
        <>
          <output className={styles.code} aria-label={w('till_code')}>
            {make.data.pairing_code}
          </output>
          <div className={styles.foot} role="status">
            <Loader size="sm" aria-hidden /> {w('till_waiting')}
          </div>
          <Anchor href={till} target="_blank">
            {w('till_here')}
          </Anchor>
        </>
      ) : (
        <div className={styles.foot}>
          <Button loading={make.isPending} disabled={!store} onClick={() => make.mutate()}>
            {w('till_make')}
          </Button>
        </div>
      )}
      {make.error && <Alert color="red">{failureOf(make.error).title}</Alert>}
    </>
  )
}
