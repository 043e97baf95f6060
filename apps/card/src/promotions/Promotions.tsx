/** What the shop offers this customer, out of what they buy: given by itself when the card is shown at the till. */
import { addressOfPicture } from '#ui/pictures.ts'
import { IconTag } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { Section } from '../shell/Section.tsx'
import styles from './promotions.module.css'
import { useWords } from './words.ts'

type Promotion = Card['promotions'][number]

/** A card that was kept a while shows only what is not over. */
export function Promotions({ promotions }: { promotions: Promotion[] }) {
  const w = useWords()
  const open = promotions.filter(({ valid_until }) => Date.parse(valid_until) > Date.now())
  if (open.length === 0) return null
  return (
    <Section title={w('title')}>
      <p className={styles.lead}>{w('lead')}</p>
      <ul className={styles.promotions}>
        {open.map((one) => (
          <OnePromotion key={one.promotion_id} one={one} />
        ))}
      </ul>
    </Section>
  )
}

function OnePromotion({ one }: { one: Promotion }) {
  const w = useWords()
  const f = useFormats()
  const { name, price_words, old_price_words, why, url, picture_id, valid_until } = one
  return (
    <li className={styles.promotion}>
      {picture_id ? (
        <img src={addressOfPicture(picture_id)} alt="" loading="lazy" />
      ) : (
        <span className={styles.mark}>
          <IconTag size={28} stroke={1.75} aria-hidden="true" />
        </span>
      )}
      <div className={styles.words}>
        <strong>{url ? <a href={url}>{name}</a> : name}</strong>
        <span className={styles.price}>
          {price_words}
          {old_price_words && (
            <s>
              <span className={styles.heard}>{w('instead_of')}</span> {old_price_words}
            </s>
          )}
        </span>
        <small>
          {[why, w('until', { date: f.date(new Date(Date.parse(valid_until) - 1)) })]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
    </li>
  )
}
