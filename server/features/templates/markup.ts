/**
 * Words as people type them: # a title, **strong**, *soft*, [a link](https://…), - an item, an empty line between
 * paragraphs. What stands between braces passes through untouched. Pure.
 */

export type Run = { text: string; bold?: boolean; italic?: boolean; url?: string }
export type Paragraph = { kind: 'h1' | 'h2' | 'h3' | 'text' | 'item' | 'numbered' | 'tag'; runs: Run[] }

/** Braces, from the private area of Unicode: nobody types these. */
const [OPEN, CLOSE] = ['\ue000', '\ue001']
const CODE = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g

/** Keeps what stands between braces while the words around it are worked on, and gives it back. */
export function makeVault() {
  const kept: string[] = []
  const keep = (code: string) => `${OPEN}${kept.push(code) - 1}${CLOSE}`
  return {
    keep,
    hide: (text: string) => text.replace(/[\ue000\ue001]/g, '').replace(CODE, keep),
    /** Twice, since a link in hidden words may itself hold something hidden. */
    show: (text: string) => {
      const once = (all: string) =>
        all.replace(/\ue000(\d+)\ue001/g, (_, at: string) => kept[Number(at)] ?? '')
      return once(once(text))
    },
  }
}
export type Vault = ReturnType<typeof makeVault>

/** `hidden` has nothing between braces any more, see `makeVault`. */
export function readMarkup(hidden: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  for (const part of hidden.replace(/\r\n?/g, '\n').split(/\n{2,}/)) {
    let text: string[] = []
    const flush = () => {
      if (text.length > 0) paragraphs.push({ kind: 'text', runs: readRuns(text.join('\n')) })
      text = []
    }
    for (const line of part.split('\n')) {
      const found = lineKind(line)
      if (!found) text.push(line)
      else {
        flush()
        paragraphs.push({ kind: found.kind, runs: readRuns(found.rest) })
      }
    }
    flush()
  }
  return paragraphs.filter(({ runs }) => runs.some(({ text }) => text.trim() !== ''))
}

function lineKind(line: string): { kind: Paragraph['kind']; rest: string } | null {
  const title = /^(#{1,3})\s+(.*)$/.exec(line)
  if (title) return { kind: `h${title[1]!.length}` as 'h1', rest: title[2]! }
  const item = /^\s*[-•]\s+(.*)$/.exec(line)
  if (item) return { kind: 'item', rest: item[1]! }
  const numbered = /^\s*\d{1,2}[.)]\s+(.*)$/.exec(line)
  if (numbered) return { kind: 'numbered', rest: numbered[1]! }
  // A line that only opens or closes a condition is no paragraph of its own.
  return /^\s*\ue000\d+\ue001\s*$/.test(line) ? { kind: 'tag', rest: line.trim() } : null
}

const INLINE =
  /\[([^\]\n]{1,300})\]\(([^()\s]{1,900})\)|\*\*([^*\n]+)\*\*|(?<![*\p{L}\d])\*([^*\n]+)\*(?![*\p{L}\d])/gu

export function readRuns(text: string, style: Omit<Run, 'text'> = {}): Run[] {
  const runs: Run[] = []
  let at = 0
  for (const found of text.matchAll(INLINE)) {
    if (found.index > at) runs.push({ ...style, text: text.slice(at, found.index) })
    const [whole, label, url, bold, italic] = found
    if (label !== undefined) runs.push(...readRuns(label, { ...style, url: url! }))
    else if (bold !== undefined) runs.push(...readRuns(bold, { ...style, bold: true }))
    else runs.push(...readRuns(italic!, { ...style, italic: true }))
    at = found.index + whole.length
  }
  if (at < text.length) runs.push({ ...style, text: text.slice(at) })
  return runs
}

/** Without its signs: for text messages, subjects and whoever reads without HTML. `address` writes a link's address. */
export function plainText(paragraphs: readonly Paragraph[], address: (url: string) => string): string {
  let number = 0
  return paragraphs
    .map(({ kind, runs }) => {
      number = kind === 'numbered' ? number + 1 : 0
      const words = runs.map(({ text, url }) => (url ? `${text} (${address(url)})` : text)).join('')
      if (kind === 'item') return `- ${words}`
      if (kind === 'numbered') return `${number}. ${words}`
      return kind === 'h1' || kind === 'h2'
        ? words.toUpperCase().replace(/\ue000\d+\ue001/g, (one) => one)
        : words
    })
    .join('\n')
}
