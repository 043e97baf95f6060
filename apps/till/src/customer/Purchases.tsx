/** The last purchases, under a touch: they are between the customer and the seller. */
import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { fillPath, goTo } from '#ui/light/route.ts'
import { IconChevronRight } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { houseWords } from '#ui/house-words.ts'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { reaching } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { useUnits } from './units.ts'
import { useWords } from './words.ts'
import styles from './customer.module.css'

const SHOWN = 6

export function Purchases({ customer_id, onClose }: { customer_id: string; onClose: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  const f = useFormats()
  const units = useUnits()
  const { data, error } = useQuery({
    queryKey: ['purchases', customer_id],
    queryFn: () => reaching(api.get('/sales', { query: { customer_id, limit: SHOWN } })),
    retry: false,
  })
  return (
    <Modal
      opened
      onClose={onClose}
      title={w('purchases')}
      closeButtonProps={{ 'aria-label': house('close'), size: 48 }}
    >
      {error ? (
        <p>{w('purchases_offline')}</p>
      ) : !data ? (
        <TextSkeleton />
      ) : data.items.length === 0 ? (
        <p>{w('no_purchases')}</p>
      ) : (
        <ul className={styles.purchases}>
          {data.items.map((sale) => (
            <li key={sale.sale_id}>
              <Button
                kind="plain"
                full
                onClick={() => goTo(fillPath(paths.return, { sale_id: sale.sale_id }))}
              >
                <span className={styles.purchase}>
                  <span>{f.relativeDay(sale.occurred_at)}</span>
                  <span className={styles.soft}>
                    {units &&
                      sale.earned.map(({ unit, units: count }) => `+${units.say(unit, count)}`).join(', ')}
                  </span>
                </span>
                <strong className="figures">{f.money(sale.total_cents)}</strong>
                <IconChevronRight size={20} stroke={1.75} aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Modal>
  )
}
