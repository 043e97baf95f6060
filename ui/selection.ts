/** What is ticked in a list that is longer than what is loaded: some rows, or all but some. Pure. */

export type Selection = { all: boolean; keys: ReadonlySet<string> }

export const nothingSelected: Selection = { all: false, keys: new Set() }
export const everythingSelected: Selection = { all: true, keys: new Set() }

/** `keys` are those ticked, or, when everything is, those left out. */
export const isSelected = ({ all, keys }: Selection, key: string) => all !== keys.has(key)

export function toggled(selection: Selection, key: string): Selection {
  const keys = new Set(selection.keys)
  if (!keys.delete(key)) keys.add(key)
  return { ...selection, keys }
}

export const selectedCount = ({ all, keys }: Selection, total: number) =>
  all ? total - keys.size : keys.size

/** Every row from one to the other, as with Shift and a click. */
export function withRange(
  selection: Selection,
  keys: readonly string[],
  from: number,
  to: number,
): Selection {
  const [first, last] = from < to ? [from, to] : [to, from]
  const marked = new Set(selection.keys)
  for (const key of keys.slice(first, last + 1)) {
    if (selection.all) marked.delete(key)
    else marked.add(key)
  }
  return { ...selection, keys: marked }
}
