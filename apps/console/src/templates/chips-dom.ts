/**
 * The editable field as the page holds it: text, and a value as one piece that is not typed into. A place in it is
 * counted in the letters of the words it stands for, so that what is shown and what is kept never part.
 */
import { partsOf, type Part } from './chips.ts'

/** Beside a value at an edge there must be something to put the cursor in. */
const EDGE = '\u200b'
const plain = (text: string) => text.replaceAll(EDGE, '')

export type Show = (raw: string, kind: 'value' | 'condition') => { text: string; label: string }

export function draw(field: HTMLElement, words: string, show: Show): void {
  const nodes: Node[] = []
  for (const part of partsOf(words)) {
    if (part.kind === 'text') {
      nodes.push(document.createTextNode(part.text))
      continue
    }
    if (!(nodes.at(-1) instanceof Text)) nodes.push(document.createTextNode(EDGE))
    nodes.push(chip(part, show), document.createTextNode(EDGE))
  }
  // A line that is begun and empty has no height of its own.
  if (words.endsWith('\n')) nodes.push(document.createElement('br'))
  field.replaceChildren(...nodes)
}

function chip({ raw, kind }: Exclude<Part, { kind: 'text' }>, show: Show): HTMLElement {
  const { text, label } = show(raw, kind)
  const one = document.createElement('span')
  one.contentEditable = 'false'
  one.dataset['raw'] = raw
  one.dataset['kind'] = kind
  one.textContent = text
  one.title = label
  return one
}

/** The words that the field stands for. */
export function wordsIn(field: Node): string {
  let words = ''
  for (const node of field.childNodes) {
    const last = node === field.lastChild
    if (node instanceof Text) words += plain(node.data)
    else if (node instanceof HTMLElement && node.dataset['raw']) words += node.dataset['raw']
    else if (node instanceof HTMLBRElement) words += last ? '' : '\n'
    else words += `${words && !words.endsWith('\n') ? '\n' : ''}${wordsIn(node)}`
  }
  return words
}

/** Where a place of the page is in the words. */
function placeOf(field: HTMLElement, node: Node, offset: number): number {
  const range = document.createRange()
  range.selectNodeContents(field)
  range.setEnd(node, offset)
  const before = document.createElement('div')
  before.append(range.cloneContents())
  // What stands before a break counts it.
  if (before.lastChild instanceof HTMLBRElement) before.append(EDGE)
  return wordsIn(before).length
}

/** What is chosen in the field, or its end when the cursor is elsewhere. */
export function chosenIn(field: HTMLElement): [from: number, to: number] {
  const selection = getSelection()
  if (!selection?.rangeCount || !field.contains(selection.anchorNode)) {
    const end = wordsIn(field).length
    return [end, end]
  }
  const { startContainer, startOffset, endContainer, endOffset } = selection.getRangeAt(0)
  return [placeOf(field, startContainer, startOffset), placeOf(field, endContainer, endOffset)]
}

/** Chooses from one place of the words to another; the cursor alone when they are the same. */
export function choose(field: HTMLElement, from: number, to = from): void {
  getSelection()?.setBaseAndExtent(...pointAt(field, from), ...pointAt(field, to))
}

function pointAt(field: HTMLElement, place: number): [Node, number] {
  let left = place
  for (const node of field.childNodes) {
    if (node instanceof Text) {
      const length = plain(node.data).length
      if (left <= length) {
        const from = node.data.startsWith(EDGE) ? 1 : 0
        return [node, Math.min(node.data.length, left + from)]
      }
      left -= length
    } else if (node instanceof HTMLElement && node.dataset['raw']) left -= node.dataset['raw'].length
  }
  return [field, field.childNodes.length]
}
