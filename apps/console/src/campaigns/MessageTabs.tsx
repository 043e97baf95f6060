/** Everything that is said to customers: what goes out, how it is written, how often, and what left. */
import { paths } from '../paths.ts'
import { GroupedTabs } from '../shell/GroupedTabs.tsx'
import { useWords } from './words.ts'

export function MessageTabs() {
  const w = useWords()
  return (
    <GroupedTabs
      label={w('tabs')}
      groups={[
        {
          label: w('tab_campaigns'),
          tabs: [
            { to: paths.campaigns, label: w('tab_list') },
            { to: paths.campaign_calendar, label: w('tab_calendar') },
            { to: paths.posts, label: w('tab_posts') },
            { to: paths.trace_codes, label: w('tab_codes') },
          ],
        },
        {
          label: w('tab_writing'),
          tabs: [
            { to: paths.templates, label: w('tab_templates') },
            { to: paths.promotions, label: w('tab_promotions') },
            { to: paths.message_look, label: w('tab_look') },
          ],
        },
        { label: w('tab_pressure'), tabs: [{ to: paths.pressure, label: w('tab_pressure') }] },
        {
          label: w('tab_sent'),
          tabs: [
            { to: paths.outbox, label: w('tab_outbox') },
            { to: paths.paper, label: w('tab_paper') },
          ],
        },
        {
          label: w('tab_means'),
          tabs: [
            { to: paths.sending_domain, label: w('tab_domain') },
            { to: paths.wallet, label: w('tab_wallet') },
            { to: paths.social_pages, label: w('tab_pages') },
          ],
        },
      ]}
    />
  )
}
