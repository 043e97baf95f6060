/** Listens for a typing scanner anywhere on the page, whatever has the focus. */
import { useEffect, useEffectEvent } from 'react'
import { afterKey } from './wedge.ts'
import type { Burst } from './wedge.ts'

type Field = HTMLInputElement | HTMLTextAreaElement
type Before = { field: Field; value: string } | undefined

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Puts a field back as it was before the scanner typed into it, so that React notices. */
function restore({ field, value }: NonNullable<Before>) {
  const own = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype
  Object.getOwnPropertyDescriptor(own, 'value')!.set!.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

export function useWedgeScanner(onScan: (text: string) => void, { active = true } = {}) {
  const scanned = useEffectEvent(onScan)
  useEffect(() => {
    if (!active) return
    let burst: Burst | undefined
    let before: Before
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return
      const key = { key: event.key, code: event.code, shift: event.shiftKey }
      const earlier = burst
      const step = afterKey(burst, key, event.timeStamp)
      burst = step.burst
      if (burst && burst.keys.length === 1 && burst !== earlier)
        before = isField(event.target) ? { field: event.target, value: event.target.value } : undefined
      if (step.scan === undefined) return
      event.preventDefault()
      event.stopImmediatePropagation()
      if (before) restore(before)
      scanned(step.scan)
    }
    addEventListener('keydown', onKey, { capture: true })
    return () => removeEventListener('keydown', onKey, { capture: true })
  }, [active])
}
