/** What is said of a product so that it is found. Pure. */

/** Small letters without accents, one space between words. */
const plainText = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

type Named = { name: string; sku: string; brand: string | null; barcode: string | null }

export const searchText = ({ name, sku, brand, barcode }: Named) =>
  plainText([name, brand ?? '', sku, barcode ?? ''].join(' '))

/** Every word must be there, wherever: 'robe lin' finds « Lin bleu, robe d'été ». */
export const searchWords = (q: string) => plainText(q).split(' ').filter(Boolean).slice(0, 8)

export const PHOTO_BYTES_MAX = 2 * 1024 * 1024
export const PHOTO_SIDE_MAX = 8_000
