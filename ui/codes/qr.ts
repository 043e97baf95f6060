/** A QR code as one SVG path. The matrix is the library's; the drawing is ours, so that it stays a few bytes. */
import { create } from 'qrcode'

export type Drawing = { path: string; size: number }

/** Unit squares on a grid of `size`, without the quiet zone. */
export function qrDrawing(text: string): Drawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  let path = ''
  for (let y = 0; y < modules.size; y++)
    for (let x = 0; x < modules.size;) {
      if (!modules.get(y, x)) {
        x++
        continue
      }
      const from = x
      while (x < modules.size && modules.get(y, x)) x++
      path += `M${from} ${y}h${x - from}v1h${from - x}z`
    }
  return { path, size: modules.size }
}
