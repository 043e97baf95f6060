/** A page with its title, which the browser's own title follows. */
import { useEffect, type ReactNode } from 'react'
import { useKept } from '../keep/kept.ts'
import styles from './parts.module.css'

export function useTitle(title: string) {
  const shop = useKept()?.card?.tenant.name
  useEffect(() => {
    document.title = shop ? `${title} · ${shop}` : title
  }, [title, shop])
}

type PageProps = { title: string; lead?: ReactNode; children: ReactNode }

export function Page({ title, lead, children }: PageProps) {
  useTitle(title)
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 className={styles.title}>{title}</h1>
        {lead && <p className={styles.lead}>{lead}</p>}
      </header>
      {children}
    </div>
  )
}
