/** How far a long work is, and how long it still takes; said every few seconds. */
import type { Say } from '../../server/start.ts'

type Amounts = { customers: number; sales: number }
const EVERY_MS = 10_000
const WINDOW_MS = 60_000

export function progressTeller(say: Say, whole: Amounts) {
  const done: Amounts = { customers: 0, sales: 0 }
  const marks: { at: number; sales: number }[] = []
  let told_at = performance.now()
  return {
    add(added: Amounts) {
      done.customers += added.customers
      done.sales += added.sales
      const now = performance.now()
      if (now - told_at < EVERY_MS) return
      told_at = now
      if (done.sales > 0) marks.push({ at: now, sales: done.sales })
      while (marks.length > 2 && now - marks[0]!.at > WINDOW_MS) marks.shift()
      tell(say, done, whole, marks)
    },
  }
}

const grouped = (amount: number, by: string) => String(amount).replace(/\B(?=(\d{3})+$)/g, by)

function tell(say: Say, done: Amounts, whole: Amounts, marks: { at: number; sales: number }[]) {
  const [first, last] = [marks[0], marks.at(-1)]
  if (!first || !last)
    return say(
      `  ${grouped(done.customers, '\u202f')} clients sur ${grouped(whole.customers, '\u202f')}`,
      `  ${grouped(done.customers, ',')} customers of ${grouped(whole.customers, ',')}`,
    )
  const per_s = last.at > first.at ? ((last.sales - first.sales) / (last.at - first.at)) * 1000 : 0
  const left_s = Math.max(0, whole.sales - done.sales) / per_s
  const [fr, en] = per_s > 0 ? [`, encore ${minutes(left_s)}`, `, ${minutes(left_s)} left`] : ['', '']
  say(
    `  ${grouped(done.sales, '\u202f')} ventes sur ${grouped(whole.sales, '\u202f')}${fr}`,
    `  ${grouped(done.sales, ',')} sales of ${grouped(whole.sales, ',')}${en}`,
  )
}

const minutes = (seconds: number) =>
  seconds < 60 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`
