/** Makes a photo small enough to send, in the browser: a telephone's 12 million dots serve nobody on a card. */

const QUALITY = 0.85

/** Width and height so that neither is above `side_max`, in the same proportion; never larger than it was. */
export function sizeWithin(
  width: number,
  height: number,
  side_max: number,
): { width: number; height: number } {
  const scale = Math.min(1, side_max / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}

/**
 * The picture as it is when it is small, else drawn again at `side_max` dots and as JPEG; what has see-through parts
 * stays a PNG. Throws when the browser cannot read it.
 */
export async function shrinkPicture(file: Blob, side_max: number, bytes_max: number): Promise<Blob> {
  const bitmap = await createImageBitmap(file)
  const { width, height } = sizeWithin(bitmap.width, bitmap.height, side_max)
  const isKnown = ['image/jpeg', 'image/png', 'image/webp'].includes(file.type)
  const isSmall = width === bitmap.width && file.size <= bytes_max
  if (isKnown && isSmall) return file
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d')!
  const write = (type: string) =>
    new Promise<Blob>((done, failed) =>
      canvas.toBlob(
        (blob) => (blob ? done(blob) : failed(new Error('the picture was not written'))),
        type,
        QUALITY,
      ),
    )
  if (file.type === 'image/png') {
    context.drawImage(bitmap, 0, 0, width, height)
    const png = await write('image/png')
    if (png.size <= bytes_max) return png
  }
  // A JPEG has no see-through parts: they become white, as on paper.
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  return write('image/jpeg')
}
