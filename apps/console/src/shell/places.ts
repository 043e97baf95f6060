/**
 * The places of the left navigation, in the order of the shop's day, and what else ⌘ K finds. A place is listed
 * once it has a page.
 */
import {
  IconBell,
  IconBuildingStore,
  IconCalendar,
  IconCircleCheck,
  IconDeviceTablet,
  IconFileImport,
  IconFilter,
  IconGift,
  IconHome,
  IconList,
  IconMessage,
  IconNote,
  IconPencil,
  IconPercentage,
  IconReceipt,
  IconSettings,
  IconTag,
  IconTicket,
  IconUser,
  IconUserPlus,
  IconUsers,
} from '#ui/icons.ts'
import { paths } from '../paths.ts'
import type { fr } from './words.fr.ts'

type Place = { word: keyof typeof fr; path: string; icon: typeof IconHome }

export const places: readonly Place[] = [
  { word: 'home', path: paths.home, icon: IconHome },
  { word: 'customers', path: paths.customers, icon: IconUsers },
  { word: 'audiences', path: paths.audiences, icon: IconFilter },
  { word: 'loyalty', path: paths.programme, icon: IconGift },
  { word: 'messages', path: paths.campaigns, icon: IconMessage },
  { word: 'settings', path: paths.settings, icon: IconSettings },
]

/** Found by ⌘ K only: pages inside a place, and things to do (« Importer des clients »). */
const further: readonly Place[] = [
  { word: 'new_customer', path: paths.new_customer, icon: IconUserPlus },
  { word: 'lists', path: paths.lists, icon: IconList },
  { word: 'new_audience', path: paths.new_audience, icon: IconFilter },
  { word: 'alerts', path: paths.alerts, icon: IconBell },
  { word: 'corrections', path: paths.corrections, icon: IconCircleCheck },
  { word: 'my_account', path: paths.account, icon: IconUser },
  { word: 'first_steps', path: paths.first_steps, icon: IconCircleCheck },
  { word: 'write_programme', path: paths.programme_draft, icon: IconPencil },
  { word: 'templates', path: paths.templates, icon: IconNote },
  { word: 'promotions', path: paths.promotions, icon: IconPercentage },
  { word: 'new_campaign', path: paths.new_campaign, icon: IconMessage },
  { word: 'campaign_calendar', path: paths.campaign_calendar, icon: IconCalendar },
  { word: 'vouchers', path: paths.vouchers, icon: IconTicket },
  { word: 'new_voucher', path: paths.new_voucher, icon: IconTicket },
  { word: 'accounting', path: paths.accounting, icon: IconReceipt },
  { word: 'imports', path: paths.imports, icon: IconFileImport },
  { word: 'products', path: paths.products, icon: IconTag },
  { word: 'stores', path: paths.stores, icon: IconBuildingStore },
  { word: 'team', path: paths.team, icon: IconUsers },
  { word: 'tills', path: paths.tills, icon: IconDeviceTablet },
  { word: 'shop', path: paths.settings_shop, icon: IconSettings },
]

export const pagesAndActions = [...places, ...further]
