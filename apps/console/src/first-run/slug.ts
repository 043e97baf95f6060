/** « Chez Zoé & Fils » → 'chez-zoe-fils': the shop's place in addresses. Pure. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/gi, 'oe')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40)
    .replace(/-+$/, '')
  return plain.length >= 2 ? plain : `boutique${plain && `-${plain}`}`
}
