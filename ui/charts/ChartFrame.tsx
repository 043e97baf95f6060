/** Around every chart: the sentence that says what it shows, the figures behind it, and room that does not jump. */
import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { houseWords } from '../house-words.ts'
import styles from './charts.module.css'

type ChartFrameProps = {
  /** What the chart shows, as one would say it: « +12 % de visites depuis la carte ». */
  sentence: ReactNode
  /** Where, when, of whom: smaller, under the sentence. */
  about?: ReactNode
  /** The same figures as a table: headings, then rows, already written. */
  headings: readonly string[]
  rows: readonly (readonly string[])[]
  children: ReactNode
}

export function ChartFrame({ sentence, about, headings, rows, children }: ChartFrameProps) {
  const w = houseWords.useWords()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <figure className={styles.frame}>
      <figcaption>
        <div className={styles.said}>{sentence}</div>
        {about && <div className={styles.about}>{about}</div>}
      </figcaption>
      {children}
      <button
        type="button"
        className={`${styles.toggle} no-print`}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        {w(open ? 'hide_table' : 'show_table')}
      </button>
      <div id={id} className={styles.tableRoom} data-open={open}>
        <table className={styles.table}>
          <thead>
            <tr>
              {headings.map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...rest]) => (
              <tr key={first}>
                <th scope="row">{first}</th>
                {rest.map((value, index) => (
                  <td key={headings[index + 1]}>{value}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  )
}
