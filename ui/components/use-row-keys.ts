/** j and k, or the arrows, walk the rows of a table; Enter opens the row, because its link has the focus. */
import { useEffect, useEffectEvent, useState } from 'react'
import type { RefObject } from 'react'

const steps: Record<string, number> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 }
const FIELDS =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]'

export function useRowKeys(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  show: (index: number) => void,
) {
  const [active, setActive] = useState(-1)
  const linkOf = (index: number) => scroller.current?.querySelector<HTMLElement>(`a[data-row="${index}"]`)

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const step = steps[event.key]
    if (!step || event.ctrlKey || event.metaKey || event.altKey || count === 0) return
    const target = event.target as HTMLElement
    const inside = scroller.current?.contains(target)
    if (target.closest(FIELDS) || (!inside && (target !== document.body || event.key.startsWith('Arrow'))))
      return
    event.preventDefault()
    const next = Math.min(count - 1, Math.max(0, active + step))
    setActive(next)
    show(next)
    const focus = () => linkOf(next)?.focus({ preventScroll: true })
    // At once, so that Enter right behind opens this row and not the one before; it may only be drawn after the scroll.
    if (linkOf(next)) focus()
    else requestAnimationFrame(focus)
  })

  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event)
    addEventListener('keydown', listener)
    return () => removeEventListener('keydown', listener)
  }, [])
  return { active, onFocusRow: setActive }
}
