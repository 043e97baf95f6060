/** A customer's code, whom they brought, and who brought them. */
import { useState } from 'react'
import type { SyntheticEvent } from 'react'
import { Alert, Button, CopyButton, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconCopy } from '#ui/icons.ts'
import { Part } from '../customers/Part.tsx'
import { useRefresh } from '../customers/queries.ts'
import type { CustomerRecord } from '../customers/queries.ts'
import { paths } from '../paths.ts'
import { LinkAnchor } from '../shell/links.tsx'
import { referralsOfQuery, useStanding } from './queries.ts'
import { useWords } from './words.ts'
import styles from './referrals.module.css'

export function ReferralsPart({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const standing = useStanding()
  const [telling, setTelling] = useState(false)
  const { customer_id } = record
  const found = useQuery(referralsOfQuery(customer_id)).data
  if (!found || (!found.referral_code && found.brought.length === 0 && !found.brought_by)) return null
  const { referral_code: code, link, brought, brought_by } = found
  return (
    <Part
      title={w('of_customer')}
      lead={code && <span className="figures">{w('code', { code })}</span>}
      actions={
        link && (
          <CopyButton value={link}>
            {({ copied, copy }) => (
              <Button variant="default" leftSection={<IconCopy size={18} stroke={1.75} />} onClick={copy}>
                {w(copied ? 'copied' : 'copy')}
              </Button>
            )}
          </CopyButton>
        )
      }
    >
      {brought_by && (
        <p className={styles.line}>
          <LinkAnchor to={paths.customer} params={{ customer_id: brought_by.referrer_id }}>
            {w('came_by', { name: brought_by.referrer_name ?? w('someone') })}
          </LinkAnchor>{' '}
          <span className={styles.quiet}>{standing(brought_by)}</span>
        </p>
      )}
      <p className={styles.quiet}>
        {brought.length > 0 ? w('has_brought', { count: brought.length }) : w('brought_nobody')}
      </p>
      <ul className={styles.rows}>
        {brought.map((one) => (
          <li key={one.referral_id} className={styles.row}>
            <LinkAnchor to={paths.customer} params={{ customer_id: one.friend_id }}>
              {one.friend_name ?? w('someone')}
            </LinkAnchor>
            <span className={styles.quiet}>{standing(one)}</span>
          </li>
        ))}
      </ul>
      {code && !brought_by && !record.left_at && (
        <>
          {telling ? (
            <SayWho customer_id={customer_id} onDone={() => setTelling(false)} />
          ) : (
            <Button
              variant="subtle"
              className="no-print"
              style={{ justifySelf: 'start' }}
              onClick={() => setTelling(true)}
            >
              {w('say_who')}
            </Button>
          )}
        </>
      )}
    </Part>
  )
}

function SayWho({ customer_id, onDone }: { customer_id: string; onDone: () => void }) {
  const w = useWords()
  const refresh = useRefresh()
  const [code, setCode] = useState('')
  const [referral_id] = useState(() => newId())
  const say = useMutation({
    mutationFn: () =>
      api.put('/referrals/{referral_id}', { params: { referral_id }, body: { code, customer_id } }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('code_done') })
      onDone()
    },
  })
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    say.mutate()
  }
  return (
    <form className={styles.who} onSubmit={submit}>
      <TextInput
        aria-label={w('code_field')}
        placeholder={w('code_field')}
        maxLength={20}
        data-autofocus
        value={code}
        onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
      />
      <Button type="submit" variant="default" loading={say.isPending} disabled={code.trim().length < 4}>
        {w('code_do')}
      </Button>
      {say.error && (
        <Alert color="red" role="alert" className={styles.whole}>
          {failureOf(say.error).title}
        </Alert>
      )}
    </form>
  )
}
