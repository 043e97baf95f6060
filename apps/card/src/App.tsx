/** Which screen the address asks for, and whether there is a card to show on it. */
import { lazy, Suspense } from 'react'
import { matchPath, usePath } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import { CardComing, CardPage } from './card/CardPage.tsx'
import { ShowCard } from './card/ShowCard.tsx'
import { useCard } from './keep/use-card.ts'
import { useKept } from './keep/kept.ts'
import { useOpening } from './open/open-card.ts'
import { OpeningScreen } from './open/OpeningScreen.tsx'
import { paths } from './paths.ts'
import { VoucherScreen } from './rewards/VoucherScreen.tsx'
import { Frame } from './shell/Frame.tsx'
import { useWords } from './shell/words.ts'

const LOOK_AT_TILL_MS = 5_000

export function App() {
  const { path } = usePath()
  const opening = useOpening()
  const holder = useKept()
  if (opening.state !== 'none') return <OpeningScreen opening={opening} />
  if (!holder) return <Frame alone>{null}</Frame>
  return <Holder path={path} />
}

function Holder({ path }: { path: string }) {
  const w = useWords()
  const f = useFormats()
  const { search } = usePath()
  const showing = matchPath(paths.show, path) !== undefined
  const { card, silent, answered_at, error, askAgain } = useCard(
    showing ? { look_every_ms: LOOK_AT_TILL_MS } : {},
  )
  const note = silent
    ? answered_at
      ? w('offline_since', { when: f.dateTime(answered_at) })
      : w('offline')
    : undefined
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

function Place({ path, card, silent }: { path: string; card: NonNullable<ReturnType<typeof useCard>['card']>; silent: boolean }) {
  void lazy
  void path
  return <CardPage card={card} silent={silent} />
}
