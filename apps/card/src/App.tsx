/** Which screen the address asks for, and whether there is a card to show on it. */
import { lazy, Suspense } from 'react'
import { matchPath, usePath } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { CardComing, CardPage } from './card/CardPage.tsx'
import { kept, useKept, type Card } from './keep/kept.ts'
import { useCard } from './keep/use-card.ts'
import { useDeparted } from './me/departed.ts'
import { useOpening } from './open/open-card.ts'
import { OpeningScreen } from './open/OpeningScreen.tsx'
import { paths } from './paths.ts'
import { Frame } from './shell/Frame.tsx'
import { NotFound } from './shell/NotFound.tsx'
import { useWords } from './shell/words.ts'

// The card comes at once and its codes while it is looked at; the rest when it is opened, from the phone's own store.
const codes = () => import('./card/ShowCard.tsx')
const ShowCard = lazy(() => codes().then((m) => ({ default: m.ShowCard })))
const VoucherScreen = lazy(() =>
  import('./rewards/VoucherScreen.tsx').then((m) => ({ default: m.VoucherScreen })),
)
setTimeout(() => kept() && void codes(), 500)
const SignInPage = lazy(() => import('./sign-in/SignInPage.tsx').then((m) => ({ default: m.SignInPage })))
const SalesPage = lazy(() => import('./sales/SalesPage.tsx').then((m) => ({ default: m.SalesPage })))
const receipts = () => import('./sales/ReceiptPage.tsx')
const OwnReceiptPage = lazy(() => receipts().then((m) => ({ default: m.OwnReceiptPage })))
const LinkedReceiptPage = lazy(() => receipts().then((m) => ({ default: m.LinkedReceiptPage })))
const ProgrammePage = lazy(() =>
  import('./programme/ProgrammePage.tsx').then((m) => ({ default: m.ProgrammePage })),
)
const StatementPage = lazy(() =>
  import('./points/StatementPage.tsx').then((m) => ({ default: m.StatementPage })),
)
const MePage = lazy(() => import('./me/MePage.tsx').then((m) => ({ default: m.MePage })))
const LeavePage = lazy(() => import('./me/LeavePage.tsx').then((m) => ({ default: m.LeavePage })))
const FarewellPage = lazy(() => import('./me/FarewellPage.tsx').then((m) => ({ default: m.FarewellPage })))

const LOOK_AT_TILL_MS = 5_000

export function App() {
  const { path } = usePath()
  const opening = useOpening()
  const departed = useDeparted()
  const holder = useKept()
  if (opening.state !== 'none') return <OpeningScreen opening={opening} />
  return (
    <Suspense fallback={<Frame alone>{null}</Frame>}>
      {matchPath(paths.receipt, path) ? (
        <LinkedReceiptPage />
      ) : holder ? (
        <Holder path={path} />
      ) : departed ? (
        <Frame alone>
          <FarewellPage {...departed} />
        </Frame>
      ) : (
        <SignInPage />
      )}
    </Suspense>
  )
}

function Holder({ path }: { path: string }) {
  const w = useWords()
  const f = useFormats()
  const { search } = usePath()
  const showing = matchPath(paths.show, path) !== undefined
  const { card, silent, answered_at, error, askAgain } = useCard(
    showing ? { look_every_ms: LOOK_AT_TILL_MS } : {},
  )
  const since = answered_at ? w('offline_since', { when: f.dateTime(answered_at) }) : w('offline')
  const note = silent ? since : undefined
  if (!card) return <Frame note={note}>{<CardComing {...(error && { askAgain })} />}</Frame>
  const voucher = matchPath(paths.voucher, path)
  if (showing) return <ShowCard card={card} />
  if (voucher) return <VoucherScreen card={card} {...voucher} just_taken={search.has('taken')} />
  return (
    <Frame note={note}>
      <Suspense>
        <Place path={path} card={card} silent={silent} />
      </Suspense>
    </Frame>
  )
}

function Place({ path, card, silent }: { path: string; card: Card; silent: boolean }) {
  const sale = matchPath(paths.sale, path)
  if (sale) return <OwnReceiptPage card={card} {...sale} />
  if (matchPath(paths.card, path)) return <CardPage card={card} silent={silent} />
  if (matchPath(paths.sales, path)) return <SalesPage card={card} />
  if (matchPath(paths.statement, path)) return <StatementPage card={card} />
  if (matchPath(paths.programme, path)) return <ProgrammePage card={card} />
  if (matchPath(paths.me, path)) return <MePage card={card} />
  if (matchPath(paths.leave, path)) return <LeavePage card={card} />
  return <NotFound />
}
