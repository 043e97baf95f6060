import { paths } from '../paths.ts'
import { PlaceTabs } from '../shell/PlaceTabs.tsx'
import { useWords } from './words.ts'

export function LoyaltyTabs() {
  const w = useWords()
  return (
    <PlaceTabs
      label={w('tabs')}
      tabs={[
        { to: paths.programme, label: w('tab_programme') },
        { to: paths.rewards, label: w('tab_rewards') },
        { to: paths.vouchers, label: w('tab_vouchers') },
      ]}
    />
  )
}
