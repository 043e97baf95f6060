/** A Code 128 in the page, for scanners that read lines only. Dark on white, its text left to the page. */
import { lazy, Suspense } from 'react'
import type { Lines } from './code128.ts'

type CodeProps = { text: string; label: string }

const Drawn = lazy(async () => {
  const { barcodeLines } = await import('./code128.ts')
  return { default: ({ text, label }: CodeProps) => draw(barcodeLines(text), label) }
})

const draw = ({ width, height, strokes }: Lines, label: string) => (
  <svg
    viewBox={`0 0 ${width} ${height}`}
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a drawing in the page, as WAI-ARIA advises
    role="img"
    aria-label={label}
    preserveAspectRatio="none"
    width="100%"
    height="100%"
  >
    {strokes.map((stroke) => (
      <path key={stroke.width} d={stroke.path} stroke="#000000" strokeWidth={stroke.width} />
    ))}
  </svg>
)

/** `height` is CSS; the width is that of its place. */
export function Barcode({ height = '4.5rem', ...props }: CodeProps & { height?: string }) {
  return (
    <div style={{ height, padding: '0.5rem 0.75rem', background: '#ffffff', borderRadius: 6 }}>
      <Suspense>
        <Drawn {...props} />
      </Suspense>
    </div>
  )
}
