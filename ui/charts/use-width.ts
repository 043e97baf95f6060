/** How wide an element is, now and when that changes. */
import { useEffect, useRef, useState } from 'react'

export function useWidth<E extends Element>(first = 640) {
  const element = useRef<E>(null)
  const [width, setWidth] = useState(first)
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => setWidth(Math.round(entry!.contentRect.width)))
    if (element.current) watch.observe(element.current)
    return () => watch.disconnect()
  }, [])
  return [element, width] as const
}
