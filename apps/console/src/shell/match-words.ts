/** Finds « Réglages » from « regl »: without accents or case, each typed word at the start of a word. Pure. */

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

export function matches(text: string, asked: string): boolean {
  const words = plain(text)
  return plain(asked).every((start) => words.some((word) => word.startsWith(start)))
}
