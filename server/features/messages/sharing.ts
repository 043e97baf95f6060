/** How a slice is shared among origins: what matters more first, those that matter alike equally. Pure. */

type Due = { origin_id: string; priority: number }

export function shareOut(due: readonly Due[], size: number): { origin_id: string; share: number }[] {
  if (due.length === 0) return []
  const first = Math.max(...due.map(({ priority }) => priority))
  const equals = due.filter(({ priority }) => priority === first)
  const share = Math.max(1, Math.floor(size / equals.length))
  return equals.slice(0, size).map(({ origin_id }) => ({ origin_id, share }))
}
