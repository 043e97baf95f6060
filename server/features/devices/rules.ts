/** What a seller may do at a till, and what a shift's token says. Pure. */
type Role = 'owner' | 'marketing' | 'service' | 'store_manager' | 'seller' | 'delivery'

/**
 * A PIN of four digits on a shared screen is weaker than a password: at a till nobody is more than the manager of
 * that one store, and who is neither manager nor deliverer is a seller.
 */
export function roleAtTill(role: Role): Role {
  if (role === 'owner' || role === 'store_manager') return 'store_manager'
  return role === 'delivery' ? 'delivery' : 'seller'
}

/** The first free one of C1, C2, C3 …: short, because it stands on every receipt. */
export function nextReceiptCode(taken: readonly string[]): string {
  const used = new Set(taken)
  for (let number = 1; ; number++) if (!used.has(`C${number}`)) return `C${number}`
}

/** As it is typed: '482 913', '482913', '482-913'. */
export const digitsOf = (code: string) => code.replace(/\D/g, '')

export const PAIRING_MS = 10 * 60_000
/** Codes are kept under the ten minutes in which they were made, so that six digits do not run out over the years. */
export const pairingSlot = (at_ms: number) => Math.floor(at_ms / PAIRING_MS)
