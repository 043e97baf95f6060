/** Vouchers and gift cards: the list with what is owed, and a new one. */
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { paths } from '../paths.ts'
import { shell } from '../root.ts'
import { readVouchersSearch } from './search.ts'

const vouchers = createRoute({
  getParentRoute: () => shell,
  path: paths.vouchers,
  validateSearch: readVouchersSearch,
  component: lazyRouteComponent(() => import('./VouchersPage.tsx'), 'VouchersPage'),
})

const newVoucher = createRoute({
  getParentRoute: () => shell,
  path: paths.new_voucher,
  component: lazyRouteComponent(() => import('./NewVoucherPage.tsx'), 'NewVoucherPage'),
})

export const voucherRoutes = [vouchers, newVoucher] as const
