import { fact } from '../../platform/facts.ts'

type Consent = {
  customer_id: string
  consent_id: string
  channel: string
  purpose: string
  text_version: number
  source: string
}

export const ConsentGiven = fact<Consent>('consent.given')
export const ConsentWithdrawn = fact<Consent>('consent.withdrawn')
