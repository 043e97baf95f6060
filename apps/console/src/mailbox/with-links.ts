/** The words of a text message with its web addresses apart, so that they can be followed. */
type Part = { text: string; url: string | null }

export function withLinks(text: string): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const found of text.matchAll(/https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g)) {
    if (found.index > from) parts.push({ text: text.slice(from, found.index), url: null })
    parts.push({ text: found[0], url: found[0] })
    from = found.index + found[0].length
  }
  if (from < text.length) parts.push({ text: text.slice(from), url: null })
  return parts
}
