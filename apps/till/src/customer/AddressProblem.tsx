/** An address of theirs that does not work, said while they are here to correct it. Only online: it is not urgent. */
import { useState } from 'react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, ApiError } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { IconMail } from '#ui/icons.ts'
import { reaching } from '../keep/till.ts'
import { useWords } from './words.ts'
import styles from './customer.module.css'

export function AddressProblem({ customer_id }: { customer_id: string }) {
  const w = useWords()
  const queries = useQueryClient()
  const queryKey = ['address-problems', customer_id]
  const [writing, setWriting] = useState(false)
  const [value, setValue] = useState('')
  const [failed, setFailed] = useState<string | null>(null)
  const { data } = useQuery({
    queryKey,
    queryFn: () =>
      reaching(api.get('/customers/{customer_id}/address-problems', { params: { customer_id } })),
    retry: false,
  })
  const problem = data?.items.find((one) => one.suppressed_at !== null)
  if (!problem) return null
  const correct = async () => {
    setFailed(null)
    try {
      await replace(customer_id, problem.channel, problem.recipient, value.trim())
      setWriting(false)
      await queries.invalidateQueries({ queryKey })
    } catch (error) {
      setFailed(error instanceof ApiError ? error.message : w('address_failed'))
    }
  }
  return (
    <div className={styles.address}>
      <p>
        <IconMail size={20} stroke={1.75} aria-hidden="true" />
        <span>{w(problem.channel === 'email' ? 'address_email' : 'address_phone')}</span>
        {!writing && (
          <button
            type="button"
            onClick={() => {
              setValue(problem.recipient)
              setWriting(true)
            }}
          >
            {w('address_correct')}
          </button>
        )}
      </p>
      {writing && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void correct()
          }}
        >
          <input
            type={problem.channel === 'email' ? 'email' : 'tel'}
            aria-label={w('address_new')}
            aria-invalid={failed !== null}
            value={value}
            onChange={({ currentTarget }) => setValue(currentTarget.value)}
          />
          <Button
            type="submit"
            why_not={value.trim() === '' || value.trim() === problem.recipient ? w('address_new') : undefined}
          >
            {w('address_save')}
          </Button>
        </form>
      )}
      {failed !== null && <p role="alert">{failed}</p>}
    </div>
  )
}

/** The right one takes the place of the wrong one; the others stay. */
async function replace(customer_id: string, channel: string, wrong: string, right: string) {
  const record = await reaching(api.get('/customers/{customer_id}', { params: { customer_id } }))
  const swap = (all: { value: string }[]) => all.map(({ value }) => (value === wrong ? right : value))
  const body = channel === 'email' ? { emails: swap(record.emails) } : { phones: swap(record.phones) }
  await reaching(api.patch('/customers/{customer_id}', { params: { customer_id }, body }))
}
