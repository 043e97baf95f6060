/** Who reacts to what. The only file where features meet. */
import { countSales } from './features/customers/count-sales.ts'
import { followReaction } from './features/audiences/follow.ts'
import { askForProfiles } from './features/activities/complete-profiles.ts'
import { followLists, letGoOfThoseWhoLeft } from './features/clubs/actions.ts'
import { ConsentWithdrawn } from './features/consents/events.ts'
import {
  CustomerChanged,
  CustomerCreated,
  CustomerLeft,
  CustomerReturnedTo,
} from './features/customers/events.ts'
import { countDays } from './features/figures/count-days.ts'
import { leaveWithProgramme } from './features/households/actions.ts'
import { evaluateLists } from './features/lists/actions.ts'
import { ListJoined, ListLeft } from './features/lists/events.ts'
import { raiseAlerts, raiseBudgets, raiseShopAlerts, raiseShortfalls } from './features/lists/alerts.ts'
import { callOffWithdrawn } from './features/messages/call-off-unwanted.ts'
import { MessageReplied, OffersHeld } from './features/messages/events.ts'
import {
  AccountsMerged,
  AccountsParted,
  PointsCorrected,
  SpendingLocked,
  SpendingUnlocked,
} from './features/points/events.ts'
import { tellCountdowns } from './features/rewards/climb.ts'
import { seePurchases, seeReturns } from './features/referrals/actions.ts'
import { followPasses, followShop } from './features/passes/follow.ts'
import { confirmStops } from './features/preferences/confirm-stop.ts'
import { describeTaken } from './features/rewards/describe.ts'
import { RewardCancelled, RewardStockLow, RewardTaken } from './features/rewards/events.ts'
import { tellLowStock } from './features/rewards/stock.ts'
import { BudgetReached } from './features/simulations/events.ts'
import { SaleRecorded, SaleReturned, ShortfallFound, SaleUndone } from './features/sales/events.ts'
import { TenantChanged } from './features/tenants/events.ts'
import { TierChanged, TierGranted, TierGrantEnded } from './features/tiers/events.ts'
import {
  StoredValueHigh,
  VoucherExpired,
  VoucherIssued,
  VoucherRefunded,
  VoucherUsed,
  VoucherWithdrawn,
} from './features/vouchers/events.ts'
import { unfoldLinesReaction } from './features/sales/unfold-lines.ts'
import { ProgrammeWritten } from './features/programmes/events.ts'
import { tiersAfterMerge } from './features/tiers/actions.ts'
import { askForBackfills } from './features/tiers/backfill.ts'
import { watchCards, watchCorrections, watchSpending } from './features/watch/actions.ts'
import { tellOffersHeld } from './features/watch/offers.ts'
import { on, type Reaction } from './platform/facts.ts'

export const reactions: Reaction[] = [
  unfoldLinesReaction,
  on('customers.count_sales', [SaleRecorded, SaleReturned, SaleUndone], countSales),
  on(
    'figures.count_days',
    [SaleRecorded, SaleReturned, SaleUndone, CustomerCreated, RewardTaken, RewardCancelled],
    countDays,
  ),
  on('households.leave', [CustomerLeft], leaveWithProgramme),
  on(
    'rewards.tell_countdowns',
    [SaleRecorded, SaleReturned, SaleUndone, RewardTaken, RewardCancelled, PointsCorrected],
    tellCountdowns,
  ),
  on('rewards.describe_taken', [SaleRecorded], describeTaken),
  on('rewards.tell_low_stock', [RewardTaken, SaleRecorded], tellLowStock),
  on('lists.evaluate', [SaleRecorded, SaleReturned], evaluateLists),
  on('lists.raise_alerts', [SaleRecorded], raiseAlerts),
  on('lists.raise_shortfalls', [ShortfallFound], raiseShortfalls),
  on('lists.raise_shop_alerts', [RewardStockLow, StoredValueHigh], raiseShopAlerts),
  on('lists.raise_budgets', [BudgetReached], raiseBudgets),
  on('clubs.follow_lists', [ListJoined, ListLeft], followLists),
  on('activities.complete_profiles', [CustomerCreated, CustomerChanged], askForProfiles),
  on('referrals.see_purchases', [SaleRecorded], seePurchases),
  on('referrals.see_returns', [SaleReturned, SaleUndone], seeReturns),
  on('tiers.after_merge', [AccountsMerged], tiersAfterMerge),
  on('tiers.backfill', [ProgrammeWritten], askForBackfills),
  on('clubs.let_go', [CustomerLeft], letGoOfThoseWhoLeft),
  on('watch.cards', [SaleRecorded], watchCards),
  on('watch.corrections', [PointsCorrected], watchCorrections),
  on('watch.offers_held', [OffersHeld], tellOffersHeld),
  on('watch.spending', [SaleRecorded, RewardTaken], watchSpending),
  followReaction(['unfold_lines', 'customers.count_sales']),
  on(
    'passes.follow',
    [
      SaleRecorded,
      SaleReturned,
      SaleUndone,
      RewardTaken,
      RewardCancelled,
      PointsCorrected,
      AccountsMerged,
      AccountsParted,
      SpendingLocked,
      SpendingUnlocked,
      VoucherIssued,
      VoucherUsed,
      VoucherRefunded,
      VoucherWithdrawn,
      VoucherExpired,
      TierChanged,
      TierGranted,
      TierGrantEnded,
      CustomerChanged,
      CustomerLeft,
      CustomerReturnedTo,
    ],
    followPasses,
  ),
  on('passes.follow_shop', [TenantChanged, ProgrammeWritten], followShop),
  on('preferences.confirm_stops', [MessageReplied], confirmStops),
  on('messages.call_off_withdrawn', [ConsentWithdrawn, CustomerLeft], callOffWithdrawn),
]
