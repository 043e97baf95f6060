import { paths } from '../paths.ts'
import { GroupedTabs } from '../shell/GroupedTabs.tsx'
import { useRole } from '../shell/role.ts'
import { useWords } from './words.ts'

export function LoyaltyTabs() {
  const w = useWords()
  const may = useRole().among('owner', 'marketing')
  const forOwner = <T,>(tabs: T[]) => (may ? tabs : [])
  return (
    <GroupedTabs
      label={w('tabs')}
      groups={[
        {
          label: w('tab_programme'),
          tabs: [
            { to: paths.programme, label: w('tab_rules') },
            ...forOwner([
              { to: paths.simulator, label: w('tab_simulator') },
              { to: paths.programme_budget, label: w('tab_budget') },
            ]),
          ],
        },
        {
          label: w('tab_rewards'),
          tabs: [
            { to: paths.rewards, label: w('tab_catalogue') },
            { to: paths.vouchers, label: w('tab_vouchers') },
          ],
        },
        {
          label: w('tab_circles'),
          tabs: [
            { to: paths.tiers, label: w('tab_tiers') },
            { to: paths.clubs, label: w('tab_clubs') },
            { to: paths.referrals, label: w('tab_referrals') },
          ],
        },
        ...forOwner([
          {
            label: w('tab_accounting'),
            tabs: [
              { to: paths.accounting, label: w('tab_months') },
              { to: paths.nights, label: w('tab_nights') },
            ],
          },
        ]),
      ]}
    />
  )
}
