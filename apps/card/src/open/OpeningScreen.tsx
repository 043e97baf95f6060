/** The moment between the till's link and the card; and what to do when the link no longer opens it. */
import { Button } from '#ui/light/Button.tsx'
import { houseWords } from '#ui/house-words.ts'
import { goTo } from '#ui/light/route.ts'
import { useKept } from '../keep/kept.ts'
import { paths } from '../paths.ts'
import { Frame } from '../shell/Frame.tsx'
import { Notice } from '../shell/Notice.tsx'
import { useWords } from '../shell/words.ts'
import { CardComing } from '../card/CardPage.tsx'
import { forgetOpening, openCard, type Opening } from './open-card.ts'

const goOn = () => {
  forgetOpening()
  goTo(paths.card, { replace: true })
}

export function OpeningScreen({ opening }: { opening: Opening }) {
  const w = useWords()
  const house = houseWords.useWords()
  const already = useKept() !== null
  if (opening.state === 'silent')
    return (
      <Frame alone>
        <Notice title={w('silent_title')} detail={w('silent_detail')}>
          <Button full onClick={() => void openCard(opening.link)}>
            {house('retry')}
          </Button>
          {already && (
            <Button full kind="plain" onClick={goOn}>
              {w('go_on')}
            </Button>
          )}
        </Notice>
      </Frame>
    )
  if (opening.state === 'refused')
    return (
      <Frame alone>
        <Notice title={w('refused_title')} detail={opening.why}>
          <Button full onClick={goOn}>
            {already ? w('go_on') : w('sign_in')}
          </Button>
        </Notice>
      </Frame>
    )
  return (
    <Frame>
      <CardComing />
    </Frame>
  )
}
