import { fact } from '../../platform/facts.ts'

export type PointsCorrected = { correction_id: string; unit: string; amount: number; reason: string }
export const PointsCorrected = fact<PointsCorrected>('points.corrected')
