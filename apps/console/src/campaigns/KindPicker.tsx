/** What the campaign is for: one card for each model. */
import {
  IconBell,
  IconCalendar,
  IconGift,
  IconHeart,
  IconMail,
  IconMessage,
  IconStar,
  IconUserPlus,
} from '#ui/icons.ts'
import { KINDS } from './plan.ts'
import type { Kind } from './queries.ts'
import { useWords } from './words.ts'
import styles from './campaigns.module.css'

const ICONS: Record<Kind, typeof IconMail> = {
  one_off: IconMessage,
  private_sale: IconStar,
  newsletter: IconMail,
  birthday: IconGift,
  points_expiring: IconBell,
  countdown: IconCalendar,
  thank_you: IconHeart,
  welcome: IconUserPlus,
}

export function KindPicker({ onPick }: { onPick: (kind: Kind) => void }) {
  const w = useWords()
  return (
    <ul className={styles.kinds}>
      {KINDS.map((kind) => {
        const Icon = ICONS[kind]
        return (
          <li key={kind}>
            <button type="button" className={styles.kind} onClick={() => onPick(kind)}>
              <Icon size={24} stroke={1.75} aria-hidden />
              <span>
                <strong>{w(`kind_${kind}`)}</strong>
                <small>{w(`kind_${kind}_for`)}</small>
              </span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
