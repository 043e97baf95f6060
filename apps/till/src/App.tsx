/** Which screen: first who this till is and who sells, then what the address asks for. */
import { lazy, Suspense } from 'react'
import { NotFound } from '#ui/components/NotFound.tsx'
import { Link } from '#ui/light/Link.tsx'
import { matchPath, usePath } from '#ui/light/route.ts'
import { houseWords } from '#ui/house-words.ts'
import { bootstrap, shift, till } from './keep/till.ts'
import { paths } from './paths.ts'
import { RestScreen } from './rest/RestScreen.tsx'
import { ScanEverywhere } from './rest/ScanEverywhere.tsx'
import { LockScreen } from './shift/LockScreen.tsx'
import { OpeningScreen } from './shift/OpeningScreen.tsx'
import { useRestLock } from './shift/rest-lock.ts'

const saleScreen = async () => ({ default: (await import('./sale/SaleScreen.tsx')).SaleScreen })
const SaleScreen = lazy(saleScreen)
const PairScreen = lazy(async () => ({ default: (await import('./shift/PairScreen.tsx')).PairScreen }))
const DoneScreen = lazy(async () => ({ default: (await import('./done/DoneScreen.tsx')).DoneScreen }))
const NewCardScreen = lazy(async () => ({
  default: (await import('./card/NewCardScreen.tsx')).NewCardScreen,
}))
const WelcomeScreen = lazy(async () => ({
  default: (await import('./card/WelcomeScreen.tsx')).WelcomeScreen,
}))
const GiftCardScreen = lazy(async () => ({
  default: (await import('./gift-card/GiftCardScreen.tsx')).GiftCardScreen,
}))
const FindSaleScreen = lazy(async () => ({
  default: (await import('./returns/FindSaleScreen.tsx')).FindSaleScreen,
}))
const ReturnScreen = lazy(async () => ({
  default: (await import('./returns/ReturnScreen.tsx')).ReturnScreen,
}))
const LooseReturnScreen = lazy(async () => ({
  default: (await import('./returns/LooseReturnScreen.tsx')).LooseReturnScreen,
}))
const WaitingScreen = lazy(async () => ({
  default: (await import('./queue/WaitingScreen.tsx')).WaitingScreen,
}))

// Fetched while somebody types the PIN: the first customer does not wait for it.
setTimeout(() => void saleScreen(), 500)

export function App() {
  const paired = till.use()
  const known = bootstrap.use()
  const seller = shift.use()
  useRestLock()
  if (paired === undefined) return null
  if (paired === null)
    return (
      <Suspense>
        <PairScreen />
      </Suspense>
    )
  if (!known) return <OpeningScreen />
  if (!seller) return <LockScreen />
  return (
    <Suspense>
      <ScanEverywhere />
      <Screen />
    </Suspense>
  )
}

function Screen() {
  const w = houseWords.useWords()
  const { path } = usePath()
  if (matchPath(paths.rest, path)) return <RestScreen />
  if (matchPath(paths.sale, path)) return <SaleScreen />
  if (matchPath(paths.new_card, path)) return <NewCardScreen />
  if (matchPath(paths.gift_card, path)) return <GiftCardScreen />
  if (matchPath(paths.returns, path)) return <FindSaleScreen />
  if (matchPath(paths.loose_return, path)) return <LooseReturnScreen />
  if (matchPath(paths.waiting, path)) return <WaitingScreen />
  const done = matchPath(paths.done, path)
  if (done) return <DoneScreen key={done.sale_id} sale_id={done.sale_id} />
  const welcome = matchPath(paths.welcome, path)
  if (welcome) return <WelcomeScreen key={welcome.customer_id} customer_id={welcome.customer_id} />
  const back = matchPath(paths.return, path)
  if (back) return <ReturnScreen key={back.sale_id} sale_id={back.sale_id} />
  return <NotFound way_out={<Link to={paths.rest}>{w('go_home')}</Link>} />
}
