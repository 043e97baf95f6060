/** What was paid, by which means. Pure. */
export type Paid = { means: string; amount_cents: number }

export const leftAfter = (due_cents: number, paid: readonly Paid[]) =>
  paid.reduce((left, { amount_cents }) => left - amount_cents, due_cents)

/** '20', '12,5' and '12.50' as they are typed; 0 for what is no amount. */
export function centsIn(text: string): number {
  const found = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s\u00a0\u202f€]/g, ''))
  if (!found) return 0
  return Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
}
