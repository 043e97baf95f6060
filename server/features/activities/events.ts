import { fact } from '../../platform/facts.ts'

export type ActivityRecorded = {
  activity_id: string
  activity: string
  earned: { unit: string; units: number }[]
}
export const ActivityRecorded = fact<ActivityRecorded>('activity.recorded')
export type ActivityCancelled = {
  activity_id: string
  activity: string
  reason: string
  taken_back: { unit: string; units: number }[]
}
export const ActivityCancelled = fact<ActivityCancelled>('activity.cancelled')
