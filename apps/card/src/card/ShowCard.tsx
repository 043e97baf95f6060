/** The card, shown at the till. */
import { useEffect } from 'react'
import { cardWasShown } from '../install/install.ts'
import type { Card } from '../keep/kept.ts'
import { useTitle } from '../shell/Page.tsx'
import { Notice } from '../shell/Notice.tsx'
import { Link } from '#ui/light/Link.tsx'
import { paths } from '../paths.ts'
import { CodeScreen } from './CodeScreen.tsx'
import { useGain } from './gain.ts'
import { useWords } from './words.ts'

/** A number of 13 figures is known for a card's by itself; any other says that it is one. */
const qrText = (number: string) => (/^2\d{12}$/.test(number) ? number : `carte:${number}`)

export function ShowCard({ card }: { card: Card }) {
  const w = useWords()
  const { card_number, card_number_grouped, first_name, tenant } = card
  useTitle(w('show'))
  useEffect(() => () => cardWasShown(), [])
  const main = card.accounts.find(({ unit }) => unit === card.next_reward?.unit) ?? card.accounts[0]
  const gain = useGain(main?.unit)
  if (!card_number)
    return (
      <Notice title={w('title')} detail={w('no_number')}>
        <Link to={paths.card}>{w('close')}</Link>
      </Notice>
    )
  return (
    <CodeScreen
      title={tenant.name}
      lead={
        <span aria-live="polite">
          {[first_name, main?.words].filter(Boolean).join(' · ')}{' '}
          {gain > 0 && <strong>{w('gained', { units: gain })}</strong>}
        </span>
      }
      qr={{ text: qrText(card_number), label: w('qr') }}
      barcode={{ text: card_number, label: w('barcode') }}
      number_label={w('number')}
      // Wider than what the groups come with: it is read aloud, one after the other.
      number={(card_number_grouped ?? card_number).replaceAll('\u202f', '\u00a0')}
    />
  )
}
