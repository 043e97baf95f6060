/** Everything that is said to customers, side by side. */
import { paths } from '../paths.ts'
import { PlaceTabs } from '../shell/PlaceTabs.tsx'
import { useWords } from './words.ts'

export function MessageTabs() {
  const w = useWords()
  return (
    <PlaceTabs
      label={w('tabs')}
      tabs={[
        { to: paths.campaigns, label: w('tab_campaigns') },
        { to: paths.campaign_calendar, label: w('tab_calendar') },
        { to: paths.templates, label: w('tab_templates') },
        { to: paths.promotions, label: w('tab_promotions') },
        { to: paths.message_look, label: w('tab_look') },
        { to: paths.pressure, label: w('tab_pressure') },
        { to: paths.trace_codes, label: w('tab_codes') },
        { to: paths.outbox, label: w('tab_outbox') },
        { to: paths.paper, label: w('tab_paper') },
      ]}
    />
  )
}
