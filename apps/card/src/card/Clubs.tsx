/** The clubs one is in, those one is asked into, and those that are open: joined and left by one touch. */
import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { Button } from '#ui/light/Button.tsx'
import type { Card } from '../keep/kept.ts'
import { Section } from '../shell/Section.tsx'
import styles from './standing.module.css'
import { useWords } from './words.ts'

type Deed = {
  club_id: string
  word: 'club_join' | 'club_ask' | 'club_accept' | 'club_refuse' | 'club_withdraw' | 'club_leave'
  act: () => Promise<unknown>
}
type Club = {
  club_id: string
  name: string
  description?: string
  advantages?: { text: string }[]
  note?: string
  deeds: Deed[]
}

export function Clubs({ clubs, silent }: { clubs: Card['clubs']; silent: boolean }) {
  const w = useWords()
  const client = useQueryClient()
  const [busy, setBusy] = useState<string>()
  const [problem, setProblem] = useState<{ club_id: string; words: string }>()
  const shown = clubsOf(clubs, w('club_waiting'))
  if (shown.length === 0) return null
  const run = async ({ club_id, act }: Deed) => {
    setBusy(club_id)
    setProblem(undefined)
    try {
      await act()
      await client.refetchQueries({ queryKey: ['card'] })
    } catch (error) {
      const { title, detail } = failureOf(error)
      setProblem({ club_id, words: [title, detail].filter(Boolean).join('. ') })
    } finally {
      setBusy(undefined)
    }
  }
  return (
    <Section title={w('clubs')}>
      <ul className={styles.clubs}>
        {shown.map(({ club_id, name, description, advantages, note, deeds }) => (
          <li key={club_id} className={styles.club}>
            <strong>{name}</strong>
            {description && <p>{description}</p>}
            {advantages && advantages.length > 0 && (
              <ul className={styles.benefits}>
                {advantages.map(({ text }) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )}
            {note && <p className={styles.soft}>{note}</p>}
            {deeds.map((deed) => (
              <Button
                key={deed.word}
                kind={deed.word === 'club_join' || deed.word === 'club_accept' ? 'main' : 'plain'}
                full
                busy={busy === club_id}
                {...(silent && { why_not: w('club_offline') })}
                onClick={() => void run(deed)}
              >
                {w(deed.word)}
              </Button>
            ))}
            {problem?.club_id === club_id && <p role="alert">{problem.words}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function clubsOf({ mine, waiting, open }: Card['clubs'], waits: string): Club[] {
  const leave = (club_id: string): Deed => ({
    club_id,
    word: 'club_leave',
    act: () => api.delete('/card/clubs/{club_id}/membership', { params: { club_id } }),
  })
  const answer = (
    club_id: string,
    request_id: string,
    word: Deed['word'],
    said: 'accepted' | 'refused' | 'withdrawn',
  ): Deed => ({
    club_id,
    word,
    act: () =>
      api.put('/card/clubs/{club_id}/requests/{request_id}/answer', {
        params: { club_id, request_id },
        body: { answer: said },
      }),
  })
  return [
    ...waiting.map(({ club_id, name, kind, request_id }): Club =>
      kind === 'invitation'
        ? {
            club_id,
            name,
            deeds: [
              answer(club_id, request_id, 'club_accept', 'accepted'),
              answer(club_id, request_id, 'club_refuse', 'refused'),
            ],
          }
        : { club_id, name, note: waits, deeds: [answer(club_id, request_id, 'club_withdraw', 'withdrawn')] },
    ),
    ...mine.map((club): Club => ({ ...club, deeds: club.joins === 'list' ? [] : [leave(club.club_id)] })),
    ...open
      .filter(({ full }) => !full)
      .map((club): Club => {
        const { club_id, joins } = club
        const deed: Deed =
          joins === 'open'
            ? {
                club_id,
                word: 'club_join',
                act: () => api.put('/card/clubs/{club_id}/membership', { params: { club_id } }),
              }
            : {
                club_id,
                word: 'club_ask',
                act: () =>
                  api.put('/card/clubs/{club_id}/requests/{request_id}', {
                    params: { club_id, request_id: newId() },
                  }),
              }
        return { ...club, deeds: [deed] }
      }),
  ]
}
