/** « novembre 2026 », and « Novembre 2026 » where a sentence or a line begins. */
import { useFormats } from '#ui/words.ts'

export function useMonthName() {
  const f = useFormats()
  return (month: string, place?: 'first') => {
    const name = f.month(`${month}-15`)
    return place ? name.charAt(0).toUpperCase() + name.slice(1) : name
  }
}
