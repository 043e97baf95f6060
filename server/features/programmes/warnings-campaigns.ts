/** Campaigns that are over before the programme begins. */
import type { Language } from '../../lib/money.ts'
import { isoDay as inEnglish } from './phrases-en-words.ts'
import { isoDay as inFrench } from './phrases-fr-words.ts'
import type { Programme } from './programme.ts'
import type { ProgrammeFacts } from './reckon.ts'
import type { Warn } from './warning.ts'

export function warnOfCampaigns(programme: Programme, { today }: ProgrammeFacts, warn: Warn): void {
  if (today === undefined) return
  const { earning, multipliers = [], rewards } = programme
  const dated = [
    ...earning.map(({ name, when }, n) => ({ name, dates: when.dates, path: `earning.${n}` })),
    ...multipliers.map(({ name, when }, n) => ({ name, dates: when.dates, path: `multipliers.${n}` })),
    ...rewards.map(({ name, dates }, n) => ({ name, dates, path: `rewards.${n}` })),
  ]
  for (const { name, dates, path } of dated) {
    const to = dates?.to
    if (!to || to >= today) continue
    const called = (l: Language) =>
      name ? (l === 'fr' ? `« ${name} »` : `“${name}”`) : l === 'fr' ? 'Cela' : 'This'
    warn('campaign_over', path, (l) =>
      l === 'fr'
        ? `${called(l)} est fini depuis le ${inFrench(to)} : retirez-le, ou changez ses dates.`
        : `${called(l)} has been over since ${inEnglish(to)}: remove it, or change its dates.`,
    )
  }
}
