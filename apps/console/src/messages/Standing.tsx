/** What mail providers think of us: offers that were stopped because of complaints, and a domain that is still new. */
import { Alert, Button, Stack } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import type { GetOutbox } from '#client/types.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { useFormats } from '#ui/words.ts'
import { useRole } from '../shell/role.ts'
import { outboxQuery } from './queries.ts'
import { useWords } from './words.ts'

type Outbox = GetOutbox['answer']

export function Standing({ outbox: { complaints, warm_up } }: { outbox: Outbox }) {
  const w = useWords()
  const f = useFormats()
  return (
    <>
      {complaints.standing === 'held' && <Held complaints={complaints} />}
      {complaints.standing === 'warning' && (
        <Alert color="orange">
          {w('complaints_warning', { complaints: f.number(complaints.complaints) })}
        </Alert>
      )}
      {warm_up && (
        <Alert color="gray">
          {w('warm_up', {
            domain: warm_up.domain,
            most: f.number(warm_up.most),
            when: f.dateTime(warm_up.next_day),
          })}
        </Alert>
      )}
    </>
  )
}

function Held({ complaints: { complaints, sent, held_at } }: { complaints: Outbox['complaints'] }) {
  const w = useWords()
  const f = useFormats()
  const role = useRole()
  const queries = useQueryClient()
  const release = async () => {
    const sure = await confirmWithCount({
      title: w('complaints_title'),
      children: w('complaints_body'),
      confirm: w('complaints_release'),
    })
    if (!sure) return
    await api.delete('/outbox/complaint-hold')
    showDone({ message: w('complaints_done') })
    await queries.invalidateQueries({ queryKey: outboxQuery.queryKey })
  }
  const words = {
    complaints: f.number(complaints),
    sent: f.number(sent),
    when: held_at ? f.dateTime(held_at) : '–',
  }
  return (
    <Alert color="red" role="alert">
      <Stack align="flex-start" gap="xs">
        {w('complaints_held', words)}
        {role.among('owner') ? (
          <Button variant="default" onClick={() => void release()}>
            {w('complaints_release')}
          </Button>
        ) : (
          w('complaints_owner')
        )}
      </Stack>
    </Alert>
  )
}
