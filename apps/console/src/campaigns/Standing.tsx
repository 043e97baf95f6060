/** Before any result: how many of the messages have left at this moment, and what the others wait for. */
import { Alert } from '@mantine/core'
import { useFormats } from '#ui/words.ts'
import { colourOf } from './names.ts'
import { sayLimit } from './progress-words.ts'
import type { Campaign, Progress } from './queries.ts'
import { useWords } from './words.ts'

type Props = { campaign: Campaign; progress: Progress }

export function Standing({ campaign, progress }: Props) {
  const told = useStanding(campaign, progress)
  if (!told) return null
  return (
    <Alert color={colourOf(campaign.state)} title={told.title}>
      {told.further}
    </Alert>
  )
}

/** null once all that can leave has left: the results speak for themselves. */
function useStanding({ state, starts_at, paused_by_name }: Campaign, progress: Progress) {
  const w = useWords()
  const f = useFormats()
  const { sent, waiting, failed, cancelled } = progress
  const is_stopped = state === 'stopped'
  const total = sent + waiting + failed + (is_stopped ? cancelled : 0)
  if (state === 'planned' && starts_at)
    return { title: w('goes_at', { when: f.dateTime(starts_at) }), further: w('results_later') }
  if (is_stopped && sent === 0)
    return { title: w('nothing_went'), further: w('rest_stays', { count: cancelled }) }
  if (total === 0) return { title: w('nothing_left'), further: w('results_later') }
  const title = w('left_of', { count: sent, total })
  if (is_stopped) return cancelled > 0 ? { title, further: w('rest_stays', { count: cancelled }) } : null
  if (waiting === 0 && sent > 0) return null
  const why =
    state === 'paused' ? w('paused_by', { name: paused_by_name ?? '' }) : `${sayLimit(progress, w, f)}.`
  return { title, further: sent === 0 ? `${why} ${w('results_later')}` : why }
}
