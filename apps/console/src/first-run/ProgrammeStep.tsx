/** A programme to start from, said as customers will hear it. */
import { useMemo, useState } from 'react'
import { Alert, Button, Radio, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api, ApiError } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { useLanguage } from '#ui/words.ts'
import { presetProgrammes, programmeInWords } from '../../../../server/features/programmes/rules.ts'
import { categoriesQuery } from '../products/queries.ts'
import { shopQuery } from '../session.ts'
import { useWords } from './words.ts'
import styles from './first-run.module.css'

/** The simplest; the others wait on the page of the programme. */
const NAMES = ['points', 'stamps', 'amount', 'kitty', 'mixed'] as const

const currentQuery = {
  queryKey: ['/programmes/current'],
  queryFn: () =>
    api.get('/programmes/current').catch((error: unknown) => {
      if (error instanceof ApiError && error.status === 404) return null
      throw error
    }),
}

export function ProgrammeStep() {
  const current = useQuery(currentQuery)
  const w = useWords()
  const language = useLanguage()
  if (current.isPending) return <Skeleton height={160} />
  if (!current.data) return <Choice />
  return (
    <>
      <p>{w('programme_running')}</p>
      <ul className={styles.words}>
        {current.data.words[language].sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

function Choice() {
  const w = useWords()
  const language = useLanguage()
  const queries = useQueryClient()
  const [name, setName] = useState<(typeof NAMES)[number]>('points')
  const { country, currency } = useSuspenseQuery(shopQuery).data
  const known = useQuery(categoriesQuery).data
  // What may not be rewarded does not count from the first day.
  const categories = useMemo(() => (known ?? []).map(({ category }) => category), [known])
  const offered = useMemo(
    () =>
      NAMES.map((one) => {
        const programme = presetProgrammes[one]({ newId, language, categories, ...(country && { country }) })
        return { one, programme, words: programmeInWords(programme, language, { currency }) }
      }),
    [language, currency, country, categories],
  )
  const publish = useMutation({
    mutationFn: () => {
      const { programme } = offered.find(({ one }) => one === name)!
      return api.put('/programmes/{version}', { params: { version: 1 }, body: { programme } })
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['/programmes/current'] })
      await queries.invalidateQueries(shopQuery)
    },
  })
  return (
    <>
      <p>{w('programme_lead')}</p>
      <Radio.Group
        value={name}
        onChange={(value) => setName(value as typeof name)}
        aria-label={w('programme_kinds')}
      >
        <div className={styles.choices}>
          {offered.map(({ one, words }) => (
            <Radio.Card key={one} value={one} className={styles.choice} aria-label={w(`programme_${one}`)}>
              <span className={styles.choiceHead}>
                <Radio.Indicator />
                {w(`programme_${one}`)}
              </span>
              <span className={styles.choiceWords} style={{ display: 'block' }}>
                {words.sentences.slice(0, 2).join(' ')}
              </span>
            </Radio.Card>
          ))}
        </div>
      </Radio.Group>
      {publish.error && <Alert color="red">{failureOf(publish.error).title}</Alert>}
      <div className={styles.foot}>
        <Button loading={publish.isPending} onClick={() => publish.mutate()}>
          {w('programme_publish')}
        </Button>
      </div>
    </>
  )
}
