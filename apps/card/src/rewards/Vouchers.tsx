/** What can be used now, as tickets: each opens its code. */
import { IconChevronRight } from '#ui/icons.ts'
import { Link } from '#ui/light/Link.tsx'
import { fillPath } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { paths } from '../paths.ts'
import { countStep } from '../shell/came-from-here.ts'
import type { Benefit } from './benefit.ts'
import { isLong, valueOf } from './benefit.ts'
import styles from './rewards.module.css'
import { useEnds } from './use-ends.ts'
import { useWords } from './words.ts'

export type Voucher = Card['vouchers'][number]

/** A voucher's terms are its benefit without the kind; a gift card is worth what is left on it. */
export const benefitOf = (voucher: Voucher) =>
  ({
    value_cents: voucher.amount_cents,
    ...(voucher.terms as object),
    ...(voucher.kind === 'gift_card' && { value_cents: voucher.balance_cents }),
    kind: voucher.kind,
  }) as Benefit

export function Vouchers({ vouchers }: { vouchers: Voucher[] }) {
  return (
    <ul className={styles.list}>
      {vouchers.map((voucher) => (
        <li key={voucher.voucher_id}>
          <Ticket voucher={voucher} />
        </li>
      ))}
    </ul>
  )
}

function Ticket({ voucher }: { voucher: Voucher }) {
  const w = useWords()
  const f = useFormats()
  const ends = useEnds()(voucher)
  const { kind, name, amount_cents, balance_cents, voucher_id } = voucher
  const begun = kind === 'gift_card' && balance_cents < amount_cents
  const left = { left: f.moneyShort(balance_cents), amount: f.moneyShort(amount_cents) }
  return (
    <Link to={fillPath(paths.voucher, { voucher_id })} className={styles.ticket} onClick={countStep}>
      <span className={styles.value} data-long={isLong(benefitOf(voucher)) || undefined}>
        {valueOf(benefitOf(voucher), w, f)}
      </span>
      <span className={styles.what}>
        <strong>{name}</strong>
        {begun && <small>{w('left_of', left)}</small>}
        <small data-soon={ends.soon || undefined}>{ends.words}</small>
      </span>
      <IconChevronRight className={styles.chevron} size={20} stroke={1.75} aria-hidden="true" />
    </Link>
  )
}
