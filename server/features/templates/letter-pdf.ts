/**
 * Letters as print-ready PDF, thousands in one file. A4, the address where the window of a DL or C5 envelope shows it
 * (NF Z 10-011: the block lies 20 mm from the right edge, between 45 and 80 mm from the top), folded at a third.
 */
import { createRequire } from 'node:module'
import { join, dirname } from 'node:path'
import type { LetterPage, LetterParagraph } from './shape.ts'

const mm = (length: number) => (length * 72) / 25.4
/** The window and what must stay white around it. */
export const WINDOW_MM = { left: 110, top: 48, width: 80, height: 32 } as const
const MARGIN_MM = { left: 25, right: 20, top: 20, bottom: 22 } as const
const BODY_TOP_MM = 100

export type Prints = {
  /** Pictures of the shop by id, as data addresses. */
  pictures?: Record<string, string>
  fold_marks?: boolean
}

/** In the order in which the post sorts, so that a mailing pays less: by department, then by postal code. */
export function sortForPost<Letter extends { postal_code: string | null }>(
  letters: readonly Letter[],
): Letter[] {
  return letters.toSorted((a, b) => (a.postal_code ?? '~').localeCompare(b.postal_code ?? '~', 'en'))
}

/** Those whose address is not complete have no page: count them with `address === null` before. */
export async function lettersPdf(
  letters: readonly LetterPage[],
  { pictures = {}, fold_marks = true }: Prints = {},
): Promise<Buffer> {
  const addressed = sortForPost(letters.filter(({ address }) => address !== null))
  const content = addressed.flatMap((letter, at) => pageOf(letter, at > 0, pictures, fold_marks))
  const { default: pdfmake } = (await import('pdfmake')) as unknown as { default: PdfMake }
  pdfmake.setFonts(FONTS)
  pdfmake.setUrlAccessPolicy(() => false)
  const files = Object.values(FONTS.Roboto)
  pdfmake.setLocalAccessPolicy((path) => files.includes(path))
  const document = pdfmake.createPdf({
    pageSize: 'A4',
    pageMargins: [mm(MARGIN_MM.left), mm(MARGIN_MM.top), mm(MARGIN_MM.right), mm(MARGIN_MM.bottom)],
    defaultStyle: { font: 'Roboto', fontSize: 10.5, lineHeight: 1.35, color: '#1c2321' },
    info: { title: 'Courrier', producer: 'Comptoir' },
    content,
  })
  return document.getBuffer()
}

type Node = Record<string, unknown>
type PdfMake = {
  setFonts: (fonts: object) => void
  setUrlAccessPolicy: (may: () => boolean) => void
  setLocalAccessPolicy: (may: (path: string) => boolean) => void
  createPdf: (document: object) => { getBuffer: () => Promise<Buffer> }
}

/** The typeface comes with the library: no file of the machine's is read. */
const FONTS = fonts()

function fonts() {
  const folder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto')
  const file = (style: string) => join(folder, `Roboto-${style}.ttf`)
  return {
    Roboto: {
      normal: file('Regular'),
      bold: file('Medium'),
      italics: file('Italic'),
      bolditalics: file('MediumItalic'),
    },
  }
}

const at = (x_mm: number, y_mm: number) => ({ absolutePosition: { x: mm(x_mm), y: mm(y_mm) } })

function pageOf(
  letter: LetterPage,
  breaks: boolean,
  pictures: Record<string, string>,
  fold_marks: boolean,
): Node[] {
  const { sender, address, place_and_date, subject, paragraphs, legal, colour, logo } = letter
  const [name = '', ...rest] = sender
  const picture = logo ? pictures[logo] : undefined
  return [
    // The first of a page carries the break; everything placed absolutely belongs to that page.
    { text: '', ...(breaks && { pageBreak: 'before' }) },
    ...(picture ? [{ image: picture, fit: [mm(55), mm(16)], ...at(MARGIN_MM.left, 16) }] : []),
    {
      stack: [
        ...(picture ? [] : [{ text: name, bold: true, fontSize: 15, color: colour, lineHeight: 1.2 }]),
        ...(picture ? [name, ...rest] : rest).map((text) => ({
          text,
          fontSize: 8.5,
          color: '#59625e',
          lineHeight: 1.25,
        })),
      ],
      ...at(MARGIN_MM.left, picture ? 35 : 20),
    },
    {
      stack: address!.map((text) => ({ text, fontSize: 10.5, lineHeight: 1.2 })),
      ...at(WINDOW_MM.left, WINDOW_MM.top),
    },
    ...(fold_marks ? [99, 198].map((y) => foldMark(y)) : []),
    { text: place_and_date, fontSize: 9.5, color: '#59625e', ...at(WINDOW_MM.left, 88) },
    { text: '', margin: [0, mm(BODY_TOP_MM - MARGIN_MM.top), 0, 0] },
    ...(subject ? [{ text: subject, bold: true, fontSize: 13, color: colour, margin: [0, 0, 0, 12] }] : []),
    ...paragraphs.map((one) => paragraphOf(one, colour)),
    ...(legal ? [{ text: legal, fontSize: 7.5, color: '#59625e', margin: [0, 18, 0, 0] }] : []),
  ]
}

const foldMark = (y_mm: number): Node => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: mm(4), y2: 0, lineWidth: 0.4, lineColor: '#b8beba' }],
  ...at(4, y_mm),
})

function paragraphOf({ kind, runs }: LetterParagraph, colour: string): Node {
  const text = runs.map(({ text: words, bold, italic }) => ({
    text: words,
    ...(bold && { bold }),
    ...(italic && { italics: true }),
  }))
  if (kind === 'title') return { text, bold: true, fontSize: 12, color: colour, margin: [0, 8, 0, 6] }
  if (kind === 'item') return { ul: [{ text }], margin: [0, 0, 0, 4] }
  return { text, margin: [0, 0, 0, 8] }
}
