import type { ExplainPressure } from '#client/types.ts'

export type Channel = ExplainPressure['answer']['possible'][number]['channel']

export const CHANNELS = ['email', 'sms', 'push', 'wallet', 'letter', 'phone', 'social'] as const
