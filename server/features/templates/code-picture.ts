/** A voucher's code as a picture that tills scan: mail programs show pictures and draw nothing themselves. */

export async function drawCode(show: 'qr' | 'barcode', code: string): Promise<Buffer> {
  if (show === 'qr') {
    const { toBuffer } = await import('qrcode')
    return toBuffer(code, { errorCorrectionLevel: 'M', margin: 2, width: 336 })
  }
  const { default: bwip } = await import('bwip-js')
  return Buffer.from(
    await bwip.toBuffer({
      bcid: 'code128',
      text: code,
      scale: 3,
      height: 14,
      backgroundcolor: 'FFFFFF',
      paddingwidth: 6,
      paddingheight: 4,
    }),
  )
}
