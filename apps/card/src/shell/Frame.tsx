/** The frame of the card app: one column, the width of a phone, its four places under the thumb. */
import { useEffect, useRef, type ReactNode } from 'react'
import { NewVersion } from './NewVersion.tsx'
import { Places } from './Places.tsx'
import { usePath } from '#ui/light/route.ts'
import { houseWords } from '#ui/house-words.ts'
import styles from './frame.module.css'

type FrameProps = {
  children: ReactNode
  /** Said at the top, quietly: that the phone is offline. */
  note?: string | undefined
  /** A page that stands alone (signing in, a receipt) has nowhere else to go. */
  alone?: boolean
}

export function Frame({ children, note, alone = false }: FrameProps) {
  const house = houseWords.useWords()
  const main = useRef<HTMLElement>(null)
  const { path } = usePath()
  const came_from = useRef(path)
  useEffect(() => {
    // Who listens to the screen hears the new page from its top; the first page is announced by the browser itself.
    if (came_from.current !== path) main.current?.focus({ preventScroll: true })
    came_from.current = path
  }, [path])
  return (
    <div className={styles.frame} data-alone={alone || undefined}>
      <a className="skip-link" href="#content">
        {house('skip_to_content')}
      </a>
      <output className={styles.note} data-shown={note !== undefined}>
        {note}
      </output>
      <NewVersion />
      <main id="content" ref={main} tabIndex={-1} className={styles.main}>
        {children}
      </main>
      {!alone && <Places />}
    </div>
  )
}
