/** A QR code in the page. Always dark on white, also at night: scanners want it so. */
import { lazy, Suspense } from 'react'

type CodeProps = {
  text: string
  /** What it is, for those who hear it: « QR code de la carte 2 990 001 ». */
  label: string
}

const Drawn = lazy(async () => {
  const { qrDrawing } = await import('./qr.ts')
  return { default: ({ text, label }: CodeProps) => draw(qrDrawing(text), label) }
})

const QUIET = 3

function draw({ path, size }: { path: string; size: number }, label: string) {
  const side = size + 2 * QUIET
  return (
    <svg
      viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing in the page, as WAI-ARIA advises
      role="img"
      shapeRendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#ffffff" rx={1} />
      <path d={path} fill="#000000" />
    </svg>
  )
}

/** Takes the width of its place and stays square while it loads. */
export function QrCode(props: CodeProps) {
  return (
    <div style={{ aspectRatio: '1', width: '100%', display: 'grid' }}>
      <Suspense>
        <Drawn {...props} />
      </Suspense>
    </div>
  )
}
