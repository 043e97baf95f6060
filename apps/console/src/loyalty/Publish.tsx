/** From when the programme holds, and the button that makes it so. */
import { useState } from 'react'
import { Alert, Button, Radio, Tooltip } from '@mantine/core'
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { DateField } from '#ui/components/DateField.tsx'
import { dayOfIsoDate, isoDate, localDayOf, startOfLocalDay } from '#lib/time.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { failureOf } from '#ui/failure.ts'
import { stopAtWrongField } from '#ui/stop-at-wrong-field.ts'
import { useFormats } from '#ui/words.ts'
import { paths } from '../paths.ts'
import { shopQuery } from '../session.ts'
import type { Programme } from './draft.ts'
import { Question } from './Question.tsx'
import { versionsQuery } from './programme-queries.ts'
import { dropDraft } from './use-draft.ts'
import { useWords } from './words.ts'
import styles from './loyalty.module.css'

type PublishProps = { draft: Programme; ready: boolean; next_version: number }

export function Publish({ draft, ready, next_version }: PublishProps) {
  const w = useWords()
  const f = useFormats()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const { tenant_id, time_zone = 'Europe/Paris' } = useSuspenseQuery(shopQuery).data
  const tomorrow = isoDate(localDayOf(Date.now(), time_zone) + 1)
  const [when, setWhen] = useState<'now' | 'later'>('now')
  const [day, setDay] = useState(tomorrow)
  const publish = useMutation({
    mutationFn: () => {
      const effective_at =
        when === 'now' ? undefined : new Date(startOfLocalDay(dayOfIsoDate(day), time_zone)).toISOString()
      return api.put('/programmes/{version}', {
        params: { version: next_version },
        body: { programme: draft, ...(effective_at && { effective_at }) },
      })
    },
    onSuccess: async () => {
      dropDraft(tenant_id)
      await Promise.all([
        queries.invalidateQueries(versionsQuery),
        queries.invalidateQueries({ queryKey: ['/programmes/current'] }),
        queries.invalidateQueries(shopQuery),
      ])
      showDone({ message: when === 'now' ? w('published_now') : w('published_later', { date: f.date(day) }) })
      await navigate({ to: paths.programme })
    },
  })
  const ask = async () => {
    const why = when === 'now' ? w('publish_ask_now') : w('publish_ask_later', { date: f.date(day) })
    if (await confirmWithCount({ title: w('publish_ask'), children: why, confirm: w('publish') }))
      publish.mutate()
  }
  return (
    <Question title={w('publish_title')}>
      <Radio.Group
        aria-label={w('publish_title')}
        value={when}
        onChange={(value) => setWhen(value as typeof when)}
      >
        <div className={styles.answers} data-column>
          <Radio value="now" label={w('publish_now')} description={w('publish_now_for')} />
          <Radio value="later" label={w('publish_later')} description={w('publish_later_for')} />
        </div>
      </Radio.Group>
      {when === 'later' && (
        <DateField
          className={styles.medium}
          label={w('publish_date')}
          min={tomorrow}
          value={day}
          onValue={setDay}
        />
      )}
      {publish.error && <Alert color="red">{failureOf(publish.error).title}</Alert>}
      <Tooltip label={w('publish_first')} disabled={ready}>
        <Button
          className={styles.add}
          size="md"
          loading={publish.isPending}
          data-disabled={!ready || undefined}
          aria-disabled={!ready}
          onClick={() => !stopAtWrongField() && ready && void ask()}
        >
          {w('publish')}
        </Button>
      </Tooltip>
    </Question>
  )
}
