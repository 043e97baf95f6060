/** A page of the console: where one is, what it is called, what one can do. */
import { Fragment, useEffect } from 'react'
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { IconChevronRight } from '../icons.ts'
import { houseWords } from '../house-words.ts'
import styles from './page.module.css'

type Crumb = { label: string; to: string }

type PageProps = {
  title: string
  /** One sentence under the title, when the title alone does not say what this is for. */
  lead?: ReactNode
  /** Beside the title; the main action last. */
  actions?: ReactNode
  breadcrumbs?: Crumb[]
  /** 'form' keeps lines short enough to read; 'wide' takes all the room. */
  width?: 'wide' | 'form'
  children?: ReactNode
}

export function Page({ title, lead, actions, breadcrumbs = [], width = 'wide', children }: PageProps) {
  const w = houseWords.useWords()
  useEffect(() => {
    document.title = title
  }, [title])
  return (
    <div className={styles.page} data-width={width}>
      {breadcrumbs.length > 0 && (
        <nav aria-label={w('breadcrumbs')} className={styles.crumbs}>
          {breadcrumbs.map((crumb) => (
            <Fragment key={crumb.to}>
              <Link to={crumb.to}>{crumb.label}</Link>
              <IconChevronRight size={14} stroke={1.75} aria-hidden />
            </Fragment>
          ))}
        </nav>
      )}
      <div className={styles.head}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={`${styles.actions} no-print`}>{actions}</div>}
      </div>
      {children}
    </div>
  )
}

type SectionProps = { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }

/** A part of a page, with its own title. */
export function Section({ title, lead, actions, children }: SectionProps) {
  return (
    <section className={styles.section}>
      <div className={styles.head}>
        <div className={styles.titles}>
          <h2 className={styles.subtitle}>{title}</h2>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </section>
  )
}
