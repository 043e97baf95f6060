/** Between two customers: the till listens. One big field, the last digits of a phone, and the three other doors. */
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { IconArrowBackUp, IconCamera, IconSearch, IconShoppingBag, IconUserPlus, IconX } from '#ui/icons.ts'
import { paths } from '../paths.ts'
import { beginSale } from '../sale/draft.ts'
import { Frame } from '../shell/Frame.tsx'
import { Keypad } from '../shell/Keypad.tsx'
import { openCustomer } from '../customer/open.ts'
import { Results } from './Results.tsx'
import { takeScan } from './take-scan.ts'
import { Today } from './Today.tsx'
import { isSearch, useSearch } from './use-search.ts'
import { useWords } from './words.ts'
import styles from './rest.module.css'

const CameraScanner = lazy(async () => ({
  default: (await import('#ui/scan/CameraScanner.tsx')).CameraScanner,
}))
const DIGITS_MAX = 15

export function RestScreen() {
  const w = useWords()
  const [text, setText] = useState('')
  const [camera, setCamera] = useState(false)
  const search = useSearch(text)
  const field = useRef<HTMLInputElement>(null)
  useTypingAnywhere(field)
  const searching = isSearch(text)
  const press = (key: string) =>
    setText((before) => (key === '<' ? before.slice(0, -1) : (before + key).slice(0, DIGITS_MAX)))
  const enter = () => {
    const [first, second] = search.found
    if (first && !second) openCustomer(first.customer_id)
    else if (/^\d{8,}$/.test(text.trim())) void takeScan(text)
  }
  return (
    <Frame title={w('listens')} actions={<RestActions text={text} />}>
      <div className={styles.rest} data-searching={searching || camera || undefined}>
        <div className={styles.look}>
          <p className={styles.invite}>{w('listens')}</p>
          <search className={styles.field}>
            <IconSearch size={24} stroke={1.75} aria-hidden="true" />
            <input
              ref={field}
              type="text"
              enterKeyHint="search"
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              aria-label={w('field')}
              placeholder={w('field_hint')}
              value={text}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => event.key === 'Enter' && enter()}
            />
            {text !== '' && (
              <button type="button" aria-label={w('erase')} onClick={() => setText('')}>
                <IconX size={22} stroke={1.75} aria-hidden="true" />
              </button>
            )}
            <button
              type="button"
              aria-label={w(camera ? 'stop_camera' : 'camera')}
              aria-pressed={camera}
              onClick={() => setCamera(!camera)}
            >
              <IconCamera size={24} stroke={1.75} aria-hidden="true" />
            </button>
          </search>
          {!searching && !camera && <Today />}
        </div>
        {camera ? (
          <Suspense>
            <CameraScanner onScan={(code) => void takeScan(code)} />
          </Suspense>
        ) : searching ? (
          <Results {...search} text={text} />
        ) : (
          <div className={styles.digits}>
            <p id="last4">{w('last4')}</p>
            <Keypad label={w('last4')} onKey={press} />
          </div>
        )}
      </div>
    </Frame>
  )
}

function RestActions({ text }: { text: string }) {
  const w = useWords()
  const newCard = () =>
    goTo(text.trim() ? `${paths.new_card}?q=${encodeURIComponent(text.trim())}` : paths.new_card)
  return (
    <>
      <Button kind="quiet" onClick={() => goTo(paths.returns)}>
        <IconArrowBackUp size={20} stroke={1.75} aria-hidden="true" />
        <span>{w('returns')}</span>
      </Button>
      <Button
        kind="plain"
        onClick={() => {
          beginSale(null)
          goTo(paths.sale)
        }}
      >
        <IconShoppingBag size={20} stroke={1.75} aria-hidden="true" />
        <span>{w('without_card')}</span>
      </Button>
      <Button onClick={newCard}>
        <IconUserPlus size={20} stroke={1.75} aria-hidden="true" />
        <span>{w('new_card')}</span>
      </Button>
    </>
  )
}

/** Somebody who types finds the field already listening; on a touch screen it waits, so that no keyboard jumps up. */
function useTypingAnywhere(field: React.RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    if (matchMedia('(pointer: fine)').matches) field.current?.focus()
    const onKey = (event: KeyboardEvent) => {
      const isPlain =
        event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
      if (isPlain && document.activeElement === document.body) field.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [field])
}
