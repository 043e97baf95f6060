/** The page before the door: one narrow column, the shop's name, and beside it, on a desk, what it is all for. */
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Mark } from '#ui/components/Mark.tsx'
import styles from './sign-in.module.css'

type SignInFrameProps = {
  title: string
  lead?: ReactNode
  /** The form. */
  children?: ReactNode
  /** Under the form: lost password, another way in. */
  below?: ReactNode
}

export function SignInFrame({ title, lead, children, below }: SignInFrameProps) {
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className={styles.page}>
      <main id="content" className={styles.door}>
        <Mark size={44} />
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
        {children}
        {below && <div className={styles.below}>{below}</div>}
      </main>
      <div className={styles.window} aria-hidden="true">
        <Counter />
      </div>
    </div>
  )
}

/** A counter, a card handed over, and the point that it earns. */
function Counter() {
  return (
    <svg viewBox="0 0 480 480" className={styles.scene}>
      <path d="M60 96h360l26 66H34z" className={styles.awning} />
      <path
        d="M34 162h82v12a41 41 0 0 1-82 0zM198 162h84v12a42 42 0 0 1-84 0zM364 162h82v12a41 41 0 0 1-82 0z"
        className={styles.awning}
      />
      <path d="M116 162h82v12a41 41 0 0 1-82 0zM282 162h82v12a41 41 0 0 1-82 0z" className={styles.stripe} />
      <rect x="64" y="332" width="352" height="14" rx="7" className={styles.top} />
      <rect x="84" y="346" width="312" height="74" className={styles.counter} />
      <g transform="rotate(-9 240 274)">
        <rect x="166" y="232" width="148" height="94" rx="12" className={styles.card} />
        <path d="M184 254h52" className={styles.line} />
        {[190, 214, 238, 262].map((x) => (
          <circle key={x} cx={x} cy="300" r="7" className={styles.point} />
        ))}
        <circle cx="286" cy="300" r="7" className={styles.next} />
      </g>
    </svg>
  )
}
