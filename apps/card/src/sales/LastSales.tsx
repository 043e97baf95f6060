import { Link } from '#ui/light/Link.tsx'
import type { Card } from '../keep/kept.ts'
import { paths } from '../paths.ts'
import { Section } from '../shell/Section.tsx'
import { SaleRows } from './SaleRows.tsx'
import styles from './sales.module.css'
import { useWords } from './words.ts'

export function LastSales({ card }: { card: Card }) {
  const w = useWords()
  return (
    <Section title={w('last')}>
      <SaleRows sales={card.last_sales} />
      <Link to={paths.sales} className={styles.all}>
        {w('all')}
      </Link>
    </Section>
  )
}
