/** A code for the till's reader: full screen, dark on white also at night, the number to be read aloud under it. */
import { useEffect, useRef, type ReactNode } from 'react'
import { Barcode } from '#ui/codes/Barcode.tsx'
import { QrCode } from '#ui/codes/QrCode.tsx'
import { IconSun, IconX } from '#ui/icons.ts'
import { goTo } from '#ui/light/route.ts'
import { paths } from '../paths.ts'
import { cameFromHere } from '../shell/came-from-here.ts'
import styles from './code.module.css'
import { canStayAwake, useStayAwake } from './stay-awake.ts'
import { useWords } from './words.ts'

type CodeScreenProps = {
  title: string
  lead?: ReactNode
  qr: { text: string; label: string }
  barcode: { text: string; label: string }
  number_label: string
  number: string
  children?: ReactNode
}

/** Back where one came from, so that the phone's own back button does the same. */
const close = () => (cameFromHere() ? history.back() : goTo(paths.card, { replace: true }))

export function CodeScreen({ title, lead, qr, barcode, number_label, number, children }: CodeScreenProps) {
  const w = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useStayAwake()
  useEffect(() => {
    heading.current?.focus()
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close()
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <main className={styles.screen} id="content" data-words={children ? true : undefined}>
      <header className={styles.top}>
        <div>
          <h1 ref={heading} tabIndex={-1} className={styles.title}>
            {title}
          </h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        <button type="button" className={styles.close} onClick={close} aria-label={w('close')}>
          <IconX size={28} stroke={1.75} aria-hidden="true" />
        </button>
      </header>
      <div className={styles.codes}>
        <div className={styles.qr}>
          <QrCode {...qr} />
        </div>
        <div className={styles.barcode}>
          <Barcode {...barcode} height="5.5rem" />
        </div>
        <p className={styles.number}>
          <span className="spoken-only">{number_label} </span>
          {number}
        </p>
      </div>
      {children}
      <p className={styles.hint}>
        <IconSun size={20} stroke={1.75} aria-hidden="true" />
        <span>
          {w('bright')} {canStayAwake() && w('awake')}
        </span>
      </p>
    </main>
  )
}
