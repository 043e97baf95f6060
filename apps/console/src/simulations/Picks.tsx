/** Which programmes to compare. */
import { Checkbox } from '@mantine/core'
import { Question } from '../loyalty/Question.tsx'
import { PICKS_MAX } from './ask.ts'
import type { Asked, Option } from './ask.ts'
import { useWords } from './words.ts'
import styles from './simulations.module.css'

type PicksProps = { options: readonly Option[]; asked: Asked; onChange: (changes: Partial<Asked>) => void }

export function Picks({ options, asked: { picks }, onChange }: PicksProps) {
  const w = useWords()
  const full = picks.length >= PICKS_MAX
  const own = options.filter(({ key }) => !key.startsWith('preset_'))
  const models = options.filter(({ key }) => key.startsWith('preset_'))
  const toggle = (key: string) =>
    onChange({ picks: picks.includes(key) ? picks.filter((one) => one !== key) : [...picks, key] })
  const box = ({ key, name, lead }: Option) => (
    <Checkbox
      key={key}
      label={name}
      description={lead}
      checked={picks.includes(key)}
      disabled={full && !picks.includes(key)}
      onChange={() => toggle(key)}
    />
  )
  return (
    <Question title={w('compare')} lead={w('compare_for')}>
      <div className={styles.picks}>
        <div className={styles.pickColumn}>{own.map(box)}</div>
        <fieldset className={styles.pickColumn}>
          <legend className={styles.legend}>{w('models')}</legend>
          {models.map(box)}
        </fieldset>
      </div>
      {full && <p className={styles.soft}>{w('pick_too_many')}</p>}
    </Question>
  )
}
