import { ACTIVITIES } from '../../../../server/features/activities/rules.ts'
import type { Programme } from '../../../../server/features/programmes/programme.ts'

/** Those a person writes down; the others come by themselves. */
export function activitiesByHand(programme: Programme): { activity: string; unit: string; units: number }[] {
  return programme.earning.flatMap(({ counts, unit }) =>
    counts.by === 'activity' && ACTIVITIES[counts.activity]?.by !== 'itself'
      ? [{ activity: counts.activity, unit, units: counts.units }]
      : [],
  )
}
