/** The card itself: the shop's colour, what one has, how far to the next reward. All of it opens the code. */
import { IconQrcode } from '#ui/icons.ts'
import { PointsBar, Stamps } from '#ui/light/PointsBar.tsx'
import { goTo } from '#ui/light/route.ts'
import { useFormats } from '#ui/words.ts'
import type { Card } from '../keep/kept.ts'
import { paths } from '../paths.ts'
import { countStep } from '../shell/came-from-here.ts'
import { logoOf } from '../shell/dress.ts'
import styles from './face.module.css'
import { sentenceOf, splitUnits } from './next-reward.ts'
import { useGain } from './gain.ts'
import { useWords } from './words.ts'

/** What costs so few is drawn as a stamped card rather than as a bar. */
const STAMPS_MAX = 12

const show = () => {
  countStep()
  goTo(paths.show)
}

export function CardFace({ card }: { card: Card }) {
  const w = useWords()
  const { tenant, first_name, accounts, next_reward } = card
  const logo = logoOf(tenant.theme)
  const main = accounts.find(({ unit }) => unit === next_reward?.unit) ?? accounts[0]
  const gain = useGain(main?.unit)
  const [amount, unit] = splitUnits(main?.words ?? '')
  return (
    <section className={styles.face} aria-label={first_name ? w('of', { name: first_name }) : w('title')}>
      <header className={styles.top}>
        <div className={styles.shop}>
          {logo && <img src={logo} alt="" className={styles.logo} />}
          <h1 className={styles.name}>{tenant.name}</h1>
        </div>
        {first_name && <span className={styles.holder}>{first_name}</span>}
      </header>
      {main && (
        <p className={styles.balance}>
          <span className={styles.amount}>{amount}</span> <span className={styles.unit}>{unit}</span>
          <output className={styles.gain} data-shown={gain > 0 || undefined}>
            {gain > 0 && w('gained', { units: gain })}
          </output>
        </p>
      )}
      <Progress card={card} />
      <button type="button" className={styles.show} onClick={show}>
        <span className={styles.showLabel}>
          <IconQrcode size={24} stroke={1.75} aria-hidden="true" />
          {w('show')}
        </span>
      </button>
    </section>
  )
}

function Progress({ card }: { card: Card }) {
  const w = useWords()
  const f = useFormats()
  const next = card.next_reward
  if (!next) return null
  const sentence = sentenceOf(card, next, w, f)
  const account = card.accounts.find(({ unit }) => unit === next.unit)
  const available = Math.max(0, account?.available ?? 0)
  return (
    <div className={styles.progress}>
      {next.cost <= STAMPS_MAX ? (
        <Stamps done={Math.min(available, next.cost)} total={next.cost} sentence={sentence} />
      ) : (
        <PointsBar
          balance_points={available}
          provisional_points={account?.pending ?? 0}
          next_points={next.cost}
          sentence={sentence}
        />
      )}
    </div>
  )
}
