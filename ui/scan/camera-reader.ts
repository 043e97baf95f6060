/** Reads codes from pictures. The device's own reader where there is one, else ours, served from our own files. */
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasmUrl from 'zxing-wasm/reader/zxing_reader.wasm?url'

const formats = ['qr_code', 'code_128', 'ean_13', 'ean_8'] as const

type Native = { getSupportedFormats: () => Promise<string[]>; new (options: object): Reader }
export type Reader = { detect: (source: HTMLVideoElement) => Promise<{ rawValue: string }[]> }

export async function makeReader(): Promise<Reader> {
  const native = (globalThis as { BarcodeDetector?: Native }).BarcodeDetector
  if (native) {
    const known = await native.getSupportedFormats().catch(() => [] as string[])
    if (formats.every((format) => known.includes(format))) return new native({ formats })
  }
  prepareZXingModule({ overrides: { locateFile: () => new URL(wasmUrl, document.baseURI).href } })
  return new BarcodeDetector({ formats: [...formats] })
}
