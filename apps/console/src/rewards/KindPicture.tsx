/** In place of a photo: a drawing of what kind of thing it is. */
import {
  IconCalendar,
  IconCreditCard,
  IconGift,
  IconHeart,
  IconKey,
  IconPercentage,
  IconStar,
  IconTool,
} from '#ui/icons.ts'
import type { Benefit } from './queries.ts'
import styles from './rewards.module.css'

const ICONS: Record<Benefit['kind'], typeof IconGift> = {
  gift_card: IconCreditCard,
  discount_amount: IconPercentage,
  discount_percent: IconPercentage,
  free_product: IconGift,
  service: IconTool,
  experience: IconCalendar,
  private_sale: IconKey,
  donation: IconHeart,
}

export function KindPicture({ kind }: { kind: Benefit['kind'] }) {
  const Icon = ICONS[kind] ?? IconStar
  return (
    <span className={styles.drawn}>
      <Icon size={40} stroke={1.25} aria-hidden />
    </span>
  )
}
