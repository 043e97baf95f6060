/** What the product finds unusual by itself: what it is called, and how much it was. */
import { useWords } from './words.ts'

const ODD = ['odd_same_card', 'odd_seller', 'odd_corrections', 'odd_far_spending'] as const
type Odd = (typeof ODD)[number]
type Found = { kind: string; details: unknown }

const isOdd = (kind: string): kind is Odd => ODD.some((one) => one === kind)

/** Undefined for what is not odd. `who` is somebody of the shop; a customer is named by the alert itself. */
export function useOdd() {
  const w = useWords()
  const measures: Record<Odd, (count: number) => string> = {
    odd_same_card: (count) => w('odd_sales', { count }),
    odd_seller: (count) => w('odd_cards', { count }),
    odd_corrections: (count) => w('odd_times', { count }),
    odd_far_spending: () => w('odd_changed'),
  }
  return ({ kind, details }: Found) => {
    if (!isOdd(kind)) return undefined
    const { reached = 0, person } = details as { reached?: number; person?: string }
    return { title: w(kind), measured: measures[kind](reached), who: person }
  }
}
