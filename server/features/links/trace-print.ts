/** A printed code as a file: a picture for a leaflet, a drawing for a printer, a page to pin up. */
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import pdfmake from 'pdfmake'
import { toBuffer, toString } from 'qrcode'

export const FORMATS = ['png', 'svg', 'pdf'] as const
export type Format = (typeof FORMATS)[number]

export const MEDIA: Record<Format, string> = {
  png: 'image/png',
  svg: 'image/svg+xml',
  pdf: 'application/pdf',
}

type Printed = { name: string; short_url: string; shop: string; language: 'fr' | 'en' }

const FOLDER = join(
  dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')),
  'fonts',
  'Roboto',
)
const font = (name: string) => join(FOLDER, `Roboto-${name}.ttf`)

/** 1200 dots are 10 cm at 300 dots an inch; a quarter of the code may be hidden and it is still read. */
const PNG_DOTS = 1200
const QUALITY = { errorCorrectionLevel: 'Q', margin: 4 } as const

export function printTrace(printed: Printed, format: Format): Promise<Buffer> {
  if (format === 'png') return toBuffer(printed.short_url, { ...QUALITY, type: 'png', width: PNG_DOTS })
  if (format === 'svg') return drawing(printed.short_url).then((svg) => Buffer.from(svg))
  return page(printed)
}

const drawing = (url: string) => toString(url, { ...QUALITY, type: 'svg' })

const SCAN = { fr: 'Scannez avec l’appareil photo de votre téléphone', en: 'Scan with your phone’s camera' }

async function page({ name, short_url, shop, language }: Printed): Promise<Buffer> {
  const { normal, bold } = { normal: font('Regular'), bold: font('Medium') }
  pdfmake.setFonts({ Roboto: { normal, bold, italics: normal, bolditalics: bold } })
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(FOLDER))
  const svg = await drawing(short_url)
  return pdfmake
    .createPdf({
      pageSize: 'A5',
      pageMargins: [40, 48, 40, 40],
      defaultStyle: { font: 'Roboto', color: '#1c2321', alignment: 'center' },
      info: { title: name, producer: 'Comptoir' },
      content: [
        { text: shop, fontSize: 22, bold: true, margin: [0, 0, 0, 24] },
        { svg, width: 280, alignment: 'center' },
        { text: SCAN[language], fontSize: 13, margin: [0, 20, 0, 6] },
        { text: short_url.replace(/^https?:\/\//, ''), fontSize: 13, bold: true },
      ],
    })
    .getBuffer()
}
