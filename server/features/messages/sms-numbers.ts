/** Numbers as operators write them. Pure. */

/** '33612345678', '+33612345678', '0033612345678' and '0612345678' are one; a name or a short number is nobody's phone. */
export function phoneOf(address: string): string | null {
  const digits = address.replace(/[\s().-]/g, '')
  if (/^0[67]\d{8}$/.test(digits)) return `+33${digits.slice(1)}`
  const international = digits.replace(/^(\+|00)/, '')
  return /^[1-9]\d{6,14}$/.test(international) ? `+${international}` : null
}
