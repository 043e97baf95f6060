/** A Code 128 as lines of several widths. The encoding is the library's; the page draws the lines itself. */
import { code128, drawingSVG } from 'bwip-js/browser'

export type Lines = { width: number; height: number; strokes: { width: number; path: string }[] }

export function barcodeLines(text: string): Lines {
  const svg = code128(
    { bcid: 'code128', text, includetext: false, height: 10, paddingwidth: 4 },
    drawingSVG(),
  )
  const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []
  const strokes = [...svg.matchAll(/stroke-width="(\d+)" d="([^"]+)"/g)]
  if (!width || !height || strokes.length === 0)
    throw new Error('the barcode library draws in another way now')
  return {
    width: Number(width),
    height: Number(height),
    strokes: strokes.map(([, stroke, path]) => ({ width: Number(stroke), path: path! })),
  }
}
