/** The first card, and the code that puts it on a phone. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { QrCode } from '#ui/codes/QrCode.tsx'
import { failureOf } from '#ui/failure.ts'
import { paths } from '../paths.ts'
import { shopQuery, storesQuery } from '../session.ts'
import { LinkButton } from '../shell/links.tsx'
import { useWords } from './words.ts'
import styles from './first-run.module.css'

export function FirstCardStep() {
  const w = useWords()
  const queries = useQueryClient()
  const [first_name, setFirstName] = useState('')
  const [phone, setPhone] = useState('')
  const make = useMutation({
    mutationFn: async () => {
      const params = { customer_id: newId() }
      const home_store_id = queries.getQueryData(storesQuery.queryKey)?.items[0]?.store_id
      const body = { first_name: first_name.trim(), phones: [phone.trim()], home_store_id, source: 'console' }
      await api.put('/customers/{customer_id}', { params, body })
      const { url } = await api.put('/customers/{customer_id}/card-link', { params })
      return { ...params, url, name: first_name.trim() }
    },
    onSuccess: async () => {
      await queries.invalidateQueries(shopQuery)
      await queries.invalidateQueries({ queryKey: ['/customers'] })
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    make.mutate()
  }
  if (make.data)
    return (
      <div className={styles.two}>
        <div className={styles.qr}>
          <QrCode text={make.data.url} label={w('card_scan', { name: make.data.name })} />
        </div>
        <div style={{ display: 'grid', gap: 'var(--space-2)', justifyItems: 'start' }}>
          <p>{w('card_scan', { name: make.data.name })}</p>
          <LinkButton to={paths.customer} params={{ customer_id: make.data.customer_id }}>
            {w('card_see')}
          </LinkButton>
          <Button
            variant="subtle"
            onClick={() => {
              setFirstName('')
              setPhone('')
              make.reset()
            }}
          >
            {w('card_again')}
          </Button>
        </div>
      </div>
    )
  return (
    <>
      <p>{w('card_lead')}</p>
      <form onSubmit={submit} className={styles.group}>
        <TextInput
          label={w('card_first_name')}
          required
          withAsterisk={false}
          maxLength={100}
          autoComplete="off"
          value={first_name}
          onChange={(event) => setFirstName(event.currentTarget.value)}
        />
        <TextInput
          label={w('card_phone')}
          required
          withAsterisk={false}
          type="tel"
          autoComplete="off"
          placeholder="06 12 34 56 78"
          value={phone}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        {make.error && <Alert color="red">{failureOf(make.error).title}</Alert>}
        <div className={styles.foot}>
          <Button type="submit" loading={make.isPending}>
            {w('card_make')}
          </Button>
        </div>
      </form>
    </>
  )
}
