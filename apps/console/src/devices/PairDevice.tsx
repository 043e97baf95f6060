/** A code here, typed there; this window sees when it is done. */
import { useState } from 'react'
import { Alert, Button, Loader, Modal, Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { place } from '#ui/places.ts'
import { useFormats } from '#ui/words.ts'
import { storesQuery } from '../session.ts'
import type { Device } from './DevicesPage.tsx'
import { useWords } from './words.ts'
import styles from './devices.module.css'

const LOOK_EVERY_MS = 2000

type PairProps = { device: Device | undefined; onClose: () => void }
type Code = { pairing_code: string | null; expires_at: string | null }

export function PairDevice({ device, onClose }: PairProps) {
  const w = useWords()
  const house = houseWords.useWords()
  const queries = useQueryClient()
  const stores = useSuspenseQuery(storesQuery).data.items.filter((one) => !one.closed_at)
  const [device_id] = useState(() => device?.device_id ?? newId())
  const [name, setName] = useState(device?.name ?? '')
  const [store_id, setStore] = useState(device?.store_id ?? stores[0]?.store_id ?? '')
  const make = useMutation({
    mutationFn: async (): Promise<Code> => {
      const params = { device_id }
      if (!device) return api.put('/devices/{device_id}', { params, body: { store_id, name: name.trim() } })
      return api.put('/devices/{device_id}/pairing', { params })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['/devices'] }),
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={make.data ? w('code_title', { name }) : device ? w('code_again_of', { name }) : w('new')}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      {make.data ? (
        <ShownCode device_id={device_id} name={name} code={make.data} before={device} onClose={onClose} />
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (name.trim() && store_id) make.mutate()
          }}
        >
          {!device && (
            <>
              <TextInput
                label={w('name')}
                placeholder={w('name_example')}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
                maxLength={60}
                required
                data-autofocus
              />
              <Select
                label={w('store')}
                value={store_id}
                onChange={(chosen) => chosen && setStore(chosen)}
                allowDeselect={false}
                data={stores.map((one) => ({ value: one.store_id, label: one.name }))}
              />
            </>
          )}
          {make.error && <Alert color="red">{failureOf(make.error).title}</Alert>}
          <Button type="submit" loading={make.isPending}>
            {w('get_code')}
          </Button>
        </form>
      )}
    </Modal>
  )
}

type ShownProps = {
  device_id: string
  name: string
  code: Code
  before: Device | undefined
  onClose: () => void
}

function ShownCode({ device_id, name, code, before, onClose }: ShownProps) {
  const w = useWords()
  const f = useFormats()
  const devices = useQuery({
    queryKey: ['/devices'],
    queryFn: ({ signal }) => api.get('/devices', { signal }),
    refetchInterval: LOOK_EVERY_MS,
  })
  const now = devices.data?.items.find((one) => one.device_id === device_id)
  const paired = Boolean(now?.paired_at) && now?.paired_at !== before?.paired_at
  const address = `${location.host}${place().shop_path}/till/`
  if (paired)
    return (
      <div className={styles.form}>
        <Alert color="teal" role="status">
          {w('paired', { name })}
        </Alert>
        <Button onClick={onClose}>{w('done')}</Button>
      </div>
    )
  return (
    <div className={styles.form}>
      <p>{w('code_how', { address })}</p>
      <output className={styles.code}>{code.pairing_code}</output>
      <p className={styles.soft}>{code.expires_at && w('code_until', { time: f.time(code.expires_at) })}</p>
      <p className={styles.waiting} role="status">
        <Loader size="sm" aria-hidden /> {w('waiting')}
      </p>
    </div>
  )
}
