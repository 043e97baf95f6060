import { paths } from '../paths.ts'
import { PlaceTabs } from '../shell/PlaceTabs.tsx'
import { useRole } from '../shell/role.ts'
import { useWords } from './words.ts'

export function LoyaltyTabs() {
  const w = useWords()
  const may = useRole().among('owner', 'marketing')
  return (
    <PlaceTabs
      label={w('tabs')}
      tabs={[
        { to: paths.programme, label: w('tab_programme') },
        { to: paths.rewards, label: w('tab_rewards') },
        { to: paths.tiers, label: w('tab_tiers') },
        { to: paths.clubs, label: w('tab_clubs') },
        { to: paths.referrals, label: w('tab_referrals') },
        { to: paths.vouchers, label: w('tab_vouchers') },
        ...(may
          ? [
              { to: paths.simulator, label: w('tab_simulator') },
              { to: paths.programme_budget, label: w('tab_budget') },
              { to: paths.accounting, label: w('tab_accounting') },
            ]
          : []),
      ]}
    />
  )
}
