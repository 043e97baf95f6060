/**
 * What happened over time, as a line or as columns, and the comparison in grey. Labels stand at the end of the
 * lines, so there is no legend to look up.
 */
import { useState } from 'react'
import type { PointerEvent } from 'react'
import { pathThrough, roundTicks, scaled, spacedOut } from './scale.ts'
import { useWidth } from './use-width.ts'
import styles from './charts.module.css'

export type Series = {
  label: string
  /** One per place on the axis; null leaves a gap. */
  values: readonly (number | null)[]
}

type TimeChartProps = {
  /** Along the axis, already written: « janv. », « févr. »… */
  labels: readonly string[]
  main: Series
  /** Last year, the chain, the control group. */
  compared?: Series
  kind?: 'line' | 'columns'
  write: (value: number) => string
  height?: number
  /** The sentence of the frame, for those who hear the chart. */
  spoken: string
}

const TOP = 16
const BOTTOM = 28
const LEFT = 4
/** About the width of a letter at the size of the axis. */
const LETTER = 7

type Plan = {
  inner: [number, number]
  slot: number
  ticks: number[]
  shown: number[]
  x: (index: number) => number
  y: (value: number) => number
}

/** Where everything goes: room for the axis at the left, for the names at the right, round numbers upwards. */
function planOf(props: TimeChartProps, width: number, height: number): Plan {
  const { labels, main, compared, kind, write } = props
  const names = Math.max(main.label.length, compared?.label.length ?? 0)
  const right = kind === 'columns' ? 4 : Math.min(140, 24 + 7.5 * names)
  const numbers = [...main.values, ...(compared?.values ?? [])].filter((value) => value !== null)
  const ticks = roundTicks(Math.max(0, ...numbers))
  const left = LEFT + Math.max(...ticks.map((tick) => write(tick).length)) * LETTER + 12
  const inner: [number, number] = [left, Math.max(left + 40, width - right)]
  const slot = (inner[1] - inner[0]) / Math.max(1, labels.length)
  const labelRoom = Math.max(...labels.map((label) => label.length), 1) * LETTER + 20
  const along = (index: number) => scaled(index, [0, Math.max(1, labels.length - 1)], inner)
  return {
    inner,
    slot,
    ticks,
    shown: spacedOut(labels.length, (inner[1] - inner[0]) / labelRoom),
    x: kind === 'columns' ? (index) => inner[0] + (index + 0.5) * slot : along,
    y: (value) => scaled(value, [0, ticks.at(-1)!], [height - BOTTOM, TOP]),
  }
}

export function TimeChart(props: TimeChartProps) {
  const { labels, main, compared, kind = 'line', write, height = 240, spoken } = props
  const [element, width] = useWidth<HTMLDivElement>()
  const [at, setAt] = useState<number>()
  const last = labels.length - 1
  const plan = planOf(props, width, height)
  const pick = (event: PointerEvent<HTMLInputElement>) => {
    const along = event.clientX - event.currentTarget.getBoundingClientRect().left - plan.inner[0]
    const place = kind === 'line' ? (along / (plan.inner[1] - plan.inner[0])) * last : along / plan.slot - 0.5
    setAt(Math.min(last, Math.max(0, Math.round(place))))
  }
  return (
    <>
      {kind === 'columns' && compared && <Key main={main.label} compared={compared.label} />}
      <div ref={element} className={styles.room} style={{ height }}>
        <svg aria-hidden="true" width={width} height={height} className={styles.chart}>
          <Axes labels={labels} write={write} height={height} plan={plan} />
          {kind === 'line' ? (
            <Lines main={main} compared={compared} plan={plan} />
          ) : (
            <Columns main={main} compared={compared} plan={plan} />
          )}
          {at !== undefined && (
            <line x1={plan.x(at)} x2={plan.x(at)} y1={TOP} y2={height - BOTTOM} className={styles.hair} />
          )}
        </svg>
        {/* A slider over the chart: pointer, finger and arrow keys walk its points, and each is read aloud. */}
        <input
          type="range"
          className={styles.walk}
          aria-label={spoken}
          aria-valuetext={`${labels[at ?? last]}, ${sayAt(main, at ?? last, write)}`}
          min={0}
          max={last}
          value={at ?? last}
          onChange={(event) => setAt(Number(event.target.value))}
          onPointerMove={pick}
          onPointerDown={pick}
          onPointerLeave={() => setAt(undefined)}
          onBlur={() => setAt(undefined)}
        />
        {at !== undefined && (
          <output
            aria-hidden="true"
            className={styles.tip}
            style={{ left: Math.min(Math.max(plan.x(at), 70), width - 90) }}
          >
            <strong>{labels[at]}</strong>
            <span>{sayAt(main, at, write)}</span>
            {compared && <span className={styles.tipCompared}>{sayAt(compared, at, write)}</span>}
          </output>
        )}
      </div>
    </>
  )
}

type AxesProps = Pick<TimeChartProps, 'labels' | 'write'> & { height: number; plan: Plan }

function Axes({ labels, write, height, plan: { inner, ticks, shown, x, y } }: AxesProps) {
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={inner[0]} x2={inner[1]} y1={y(tick)} y2={y(tick)} className={styles.grid} />
          <text x={inner[0] - 8} y={y(tick)} dy="0.32em" textAnchor="end" className={styles.tick}>
            {write(tick)}
          </text>
        </g>
      ))}
      {shown.map((index) => (
        <text key={index} x={x(index)} y={height - 8} textAnchor="middle" className={styles.tick}>
          {labels[index]}
        </text>
      ))}
    </>
  )
}

/** Columns have no end to write their name at. */
const Key = ({ main, compared }: { main: string; compared: string }) => (
  <div className={styles.key} aria-hidden="true">
    <span className={styles.keyMain}>{main}</span>
    <span className={styles.keyCompared}>{compared}</span>
  </div>
)

const sayAt = ({ label, values }: Series, at: number, write: (value: number) => string) => {
  const value = values[at]
  return `${label}\u202f: ${value === null || value === undefined ? '–' : write(value)}`
}

type Drawn = { main: Series; compared?: Series; plan: Plan }

function Lines({ main, compared, plan: { x, y } }: Drawn) {
  const draw = ({ values }: Series) =>
    pathThrough(values.map((value, index) => (value === null ? undefined : [x(index), y(value)])))
  const ends = [compared, main].flatMap((series) => {
    const at = series?.values.findLastIndex((value) => value !== null) ?? -1
    return series && at >= 0 ? [{ series, at, top: y(series.values[at]!) }] : []
  })
  // Two labels that would touch are moved apart.
  const [low, high] = ends
  if (low && high && Math.abs(low.top - high.top) < 18) {
    const middle = (low.top + high.top) / 2
    const mainAbove = high.top <= low.top
    high.top = middle + (mainAbove ? -9 : 9)
    low.top = middle + (mainAbove ? 9 : -9)
  }
  return (
    <>
      {compared && <path d={draw(compared)} className={styles.lineCompared} />}
      <path d={draw(main)} className={styles.lineMain} />
      {ends.map(({ series, at, top }) => (
        <text
          key={series.label}
          x={x(at) + 10}
          y={top}
          dy="0.32em"
          className={series === main ? styles.nameMain : styles.nameCompared}
        >
          {series.label}
        </text>
      ))}
      {ends
        .filter(({ series }) => series === main)
        .map(({ series, at }) => (
          <circle key={series.label} cx={x(at)} cy={y(series.values[at]!)} r={4} className={styles.dot} />
        ))}
    </>
  )
}

function Columns({ main, compared, plan: { x, y, slot } }: Drawn) {
  const bar = Math.max(2, Math.min(28, slot * 0.6))
  const column = (value: number | null, index: number, className: string | undefined, shift: number) =>
    value !== null && (
      <rect
        key={index}
        x={x(index) - bar / 2 + shift}
        y={y(value)}
        width={bar}
        height={Math.max(0, y(0) - y(value))}
        rx={3}
        className={className}
      />
    )
  return (
    <>
      {compared?.values.map((value, index) => column(value, index, styles.columnCompared, bar * 0.28))}
      {main.values.map((value, index) => column(value, index, styles.columnMain, compared ? -bar * 0.12 : 0))}
    </>
  )
}
