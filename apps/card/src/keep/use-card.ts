/** The card as it is on this phone, asked again in the background. */
import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { api, ApiError, isUnreachable } from '#ui/api.ts'
import { useOnline } from '#ui/light/online.ts'
import { language, startWords, useLanguage } from '#ui/words.ts'
import { dressIn } from '../shell/dress.ts'
import { forgetCard, keepCard, kept, useKept } from './kept.ts'

const LOOK_EVERY_MS = 30_000

async function askForCard() {
  const asked = kept()
  const spoken = language()
  try {
    const card = await api.get('/card')
    if (asked) keepCard(asked.token, card, spoken)
    return card
  } catch (error) {
    // Signed out elsewhere, or left: nothing of the card may stay here.
    if (error instanceof ApiError && error.status === 401 && kept()?.token === asked?.token) forgetCard()
    throw error
  }
}

export function useCard({ look_every_ms = LOOK_EVERY_MS } = {}) {
  const now = useKept()
  const spoken = useLanguage()
  const online = useOnline()
  const query = useQuery({
    queryKey: ['card', now?.customer_id, spoken],
    queryFn: askForCard,
    enabled: now !== null,
    initialData: now?.card,
    initialDataUpdatedAt: now?.language === spoken ? now.answered_at : 0,
    refetchInterval: look_every_ms,
    staleTime: 0,
  })
  const card = query.data
  useEffect(() => {
    if (!card) return
    startWords({ currency: card.tenant.currency, time_zone: card.tenant.time_zone })
    dressIn(card.tenant)
  }, [card])
  const silent = !online || isUnreachable(query.failureReason) || isUnreachable(query.error)
  return { card, error: query.error, askAgain: query.refetch, silent, answered_at: now?.answered_at }
}
