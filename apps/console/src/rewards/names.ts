/** Names for what a reward mentions: its units, tiers and clubs. */
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useLanguage } from '#ui/words.ts'
import { unitsInWords } from '../../../../server/features/programmes/rules.ts'
import { programmeQuery } from '../loyalty/programme-queries.ts'
import { shopQuery } from '../session.ts'
import { clubsQuery } from './queries.ts'
import type { Reward } from './queries.ts'
import type { Names } from './reward.ts'

/** The programme whose units and tiers a reward is written in: the one in force. */
export const useProgramme = () => useSuspenseQuery(programmeQuery).data?.programme ?? null

/** « 240 points »; a unit that is no longer counted has only its key for a name. */
export function usePrice() {
  const programme = useProgramme()
  const language = useLanguage()
  const { currency } = useSuspenseQuery(shopQuery).data
  return ({ unit, cost }: Pick<Reward, 'unit' | 'cost'>) =>
    programme?.units.some((one) => one.unit === unit)
      ? unitsInWords(programme, unit, cost, language, { currency })
      : `${cost} ${unit}`
}

export function useNames(): Names {
  const programme = useProgramme()
  const clubs = useQuery(clubsQuery).data ?? []
  return {
    tiers: Object.fromEntries(
      (programme?.ladders ?? []).flatMap(({ tiers }) => tiers.map(({ tier_id, name }) => [tier_id, name])),
    ),
    clubs: Object.fromEntries(clubs.map(({ club_id, name }) => [club_id, name])),
  }
}

/** The local day of this screen, '2026-03-31'. */
export function today(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
