/** Prints a comparison as a PDF, with the fonts that came with the printer: nothing is fetched. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'
import type { Language } from '../../../lib/money.ts'
import { documentOf, type Paper } from './document.ts'

const FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
  'fonts',
  'Roboto',
)
const font = (name: string) => join(FOLDER, `Roboto-${name}.ttf`)

pdfmake.setFonts({
  Roboto: {
    normal: font('Regular'),
    bold: font('Medium'),
    italics: font('Italic'),
    bolditalics: font('MediumItalic'),
  },
})
// What a programme is called, or a picture somebody named, opens no file and no address.
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path) => path.startsWith(FOLDER))

export function printPaper(paper: Paper, language: Language): Promise<Buffer> {
  return pdfmake.createPdf(documentOf(paper, language)).getBuffer()
}
