/** Whom this account is shared with; nothing where it is nobody's but one's own. */
import { useState } from 'react'
import { Alert, Button, Modal, Radio } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReadHousehold } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { houseWords } from '#ui/house-words.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { householdQuery } from './household.ts'
import { Part } from './Part.tsx'
import { fullName, useMay, useRefresh } from './queries.ts'
import type { CustomerRecord } from './queries.ts'
import { useWords } from './words.ts'
import styles from './record.module.css'

type Household = ReadHousehold['answer']
type Member = Household['members'][number]

export function HouseholdPart({ record }: { record: CustomerRecord }) {
  const w = useWords()
  const f = useFormats()
  const may = useMay()
  const [leaving, setLeaving] = useState<Member>()
  const household = useQuery(householdQuery(record.customer_id)).data?.household
  if (!household) return null
  return (
    <Part
      title={w('household')}
      lead={w('household_lead', { count: household.members.length, name: household.name })}
    >
      <ul className={styles.rows}>
        {household.members.map((member) => (
          <li key={member.customer_id} className={styles.row}>
            {member.customer_id === record.customer_id ? (
              <strong>{fullName(member)}</strong>
            ) : (
              <Link to={paths.customer} params={{ customer_id: member.customer_id }}>
                {fullName(member)}
              </Link>
            )}
            <span className={styles.quiet}>{w('household_since', { date: f.date(member.joined_at) })}</span>
            {may.share && (
              <Button
                variant="default"
                size="compact-md"
                aria-label={w('household_leave_whom', { name: fullName(member) })}
                onClick={() => setLeaving(member)}
              >
                {w('household_leave')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {leaving && (
        <LeaveHousehold household={household} member={leaving} onClose={() => setLeaving(undefined)} />
      )}
    </Part>
  )
}

type LeaveProps = { household: Household; member: Member; onClose: () => void }

function LeaveHousehold({ household, member, onClose }: LeaveProps) {
  const w = useWords()
  const f = useFormats()
  const house = houseWords.useWords()
  const refresh = useRefresh()
  const last = household.members.length === 1
  const may_share = new Date(member.share_until) > new Date()
  const [take, setTake] = useState<'nothing' | 'share'>('nothing')
  const leave = useMutation({
    mutationFn: () => {
      const { household_id } = household
      const params = { household_id, customer_id: member.customer_id }
      return api.delete('/households/{household_id}/members/{customer_id}', { params, query: { take } })
    },
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('household_left', { name: fullName(member) }) })
      onClose()
    },
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={w('household_leave_title', { name: fullName(member) })}
      closeButtonProps={{ 'aria-label': house('close') }}
    >
      <div className={styles.form}>
        {last ? (
          <p>{w('household_last')}</p>
        ) : (
          <Radio.Group
            aria-label={w('household_take')}
            value={take}
            onChange={(value) => setTake(value as 'nothing' | 'share')}
          >
            <div className={styles.form}>
              <Radio value="nothing" label={w('household_take_nothing')} />
              <Radio
                value="share"
                label={w('household_take_share')}
                description={
                  may_share
                    ? w('household_share_until', { date: f.date(member.share_until) })
                    : w('household_share_over', { date: f.date(member.share_until) })
                }
                disabled={!may_share}
              />
            </div>
          </Radio.Group>
        )}
        {leave.error && (
          <Alert color="red" role="alert">
            {failureOf(leave.error).title}
          </Alert>
        )}
        <Button loading={leave.isPending} onClick={() => leave.mutate()}>
          {w('household_leave_do')}
        </Button>
      </div>
    </Modal>
  )
}
