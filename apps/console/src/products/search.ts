/** What the address of the catalogue says. */
export type ProductsSearch = {
  q?: string | undefined
  category?: string | undefined
  retired?: true | undefined
  /** A product's id, or `new`. */
  open?: string | undefined
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)

/** What is not understood is said as undefined, or it would stay in the address beside what is. */
export function readProductsSearch(given: Record<string, unknown>): ProductsSearch {
  return {
    // A search for digits comes back from the address as a number.
    q: text(typeof given.q === 'number' ? String(given.q) : given.q),
    category: text(given.category),
    retired: given.retired === true || undefined,
    open: text(given.open),
  }
}
