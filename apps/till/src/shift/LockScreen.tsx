/** Who sells? A name, then a PIN: two touches and four digits, with or without network. */
import { useEffect, useEffectEvent, useState } from 'react'
import { Button } from '#ui/light/Button.tsx'
import { bootstrap } from '../keep/till.ts'
import type { Seller } from '../keep/shapes.ts'
import { Frame } from '../shell/Frame.tsx'
import { Keypad } from '../shell/Keypad.tsx'
import { hasPins, sellWithoutName, takeTill } from './shift.ts'
import type { Taken } from './shift.ts'
import { useWords } from './words.ts'
import styles from './shift.module.css'

const PIN_LENGTH = 4

export function LockScreen() {
  const w = useWords()
  const staff = bootstrap.use()?.staff ?? []
  const able = staff.filter(({ pin_verifier }) => pin_verifier !== null)
  const [chosen, setChosen] = useState<Seller | null>(able.length === 1 ? able[0]! : null)
  if (chosen) return <PinPad seller={chosen} onOther={able.length > 1 ? () => setChosen(null) : null} />
  return (
    <Frame title={w('who')}>
      <div className={styles.who}>
        <p className={styles.question}>{w('who')}</p>
        {!hasPins() && (
          <>
            <p className={styles.soft}>{w('no_pins')}</p>
            <Button onClick={sellWithoutName}>{w('without_name')}</Button>
          </>
        )}
        <ul className={styles.sellers}>
          {staff.map((seller) => (
            <li key={seller.staff_id}>
              <button
                type="button"
                className={styles.name}
                aria-disabled={seller.pin_verifier === null || undefined}
                onClick={() => seller.pin_verifier && setChosen(seller)}
              >
                <span className={styles.initial} aria-hidden="true">
                  {seller.name.slice(0, 1)}
                </span>
                <span>
                  {seller.name}
                  {seller.pin_verifier === null && <small>{w('no_pin')}</small>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  )
}

type PinPadProps = { seller: Seller; onOther: (() => void) | null }
type Said = Exclude<Taken, 'taken'> | null

/** Tried at its last digit: nobody looks for an OK key. */
function PinPad({ seller, onOther }: PinPadProps) {
  const w = useWords()
  const [pin, setPin] = useState('')
  const [said, setSaid] = useState<Said>(null)
  const length = pinLength(seller)
  const press = (key: string) => {
    setSaid(null)
    setPin((before) => (key === '<' ? before.slice(0, -1) : (before + key).slice(0, length)))
  }
  useEffect(() => {
    if (pin.length < length) return
    let stopped = false
    void takeTill(seller, pin).then((taken) => {
      if (stopped || taken === 'taken') return
      setSaid(taken)
      setPin('')
    })
    return () => {
      stopped = true
    }
  }, [pin, seller, length])
  const typed = useEffectEvent((event: KeyboardEvent) => {
    if (/^\d$/.test(event.key)) press(event.key)
    if (event.key === 'Backspace') press('<')
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => typed(event)
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <Frame
      title={w('pin_of', { name: seller.name })}
      actions={
        onOther && (
          <Button kind="plain" onClick={onOther}>
            {w('others')}
          </Button>
        )
      }
    >
      <div className={styles.pin}>
        <p className={styles.question}>{w('pin_of', { name: seller.name })}</p>
        <output className={styles.dots} aria-label={w('pin_digits', { count: pin.length })}>
          {Array.from({ length }, (_, at) => (
            <i key={at} data-full={at < pin.length || undefined} />
          ))}
        </output>
        <p className={styles.said} role="alert">
          {said && w(`pin_${said}`)}
        </p>
        <Keypad label={w('pin_of', { name: seller.name })} onKey={press} />
      </div>
    </Frame>
  )
}

const pinLength = ({ pin_verifier }: Seller) => pin_verifier?.digits ?? PIN_LENGTH
