import { fact } from '../../platform/facts.ts'

export type ProgrammeWritten = { version: number; name: string; effective_at: string }
export const ProgrammeWritten = fact<ProgrammeWritten>('programme.written')
export const ProgrammeWithdrawn = fact<{ version: number }>('programme.withdrawn')
