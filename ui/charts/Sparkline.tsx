/** A trend the size of a word. It says nothing by itself: the figure beside it does. */
import { pathThrough, scaled } from './scale.ts'
import styles from './charts.module.css'

type SparklineProps = { values: readonly number[]; width?: number; height?: number }

export function Sparkline({ values, width = 120, height = 32 }: SparklineProps) {
  const largest = Math.max(...values, 1e-9)
  const points = values.map((value, index): [number, number] => [
    scaled(index, [0, Math.max(1, values.length - 1)], [2, width - 4]),
    scaled(value, [0, largest], [height - 2, 4]),
  ])
  const end = points.at(-1)
  return (
    <svg width={width} height={height} aria-hidden="true">
      <path d={pathThrough(points)} className={styles.spark} />
      {end && <circle cx={end[0]} cy={end[1]} r={2.5} className={styles.dot} />}
    </svg>
  )
}
