/** What a programme may have besides, offered once: each leaves here when it is taken and gets its own question. */
import { UnstyledButton } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { IconPlus } from '#ui/icons.ts'
import { begun } from './conditions.ts'
import { isActivity, newActivity, newBonus, usualPays } from './draft.ts'
import type { Programme } from './draft.ts'
import { withLadder } from './draft-tiers.ts'
import { useEditorWords } from './editor-words.ts'
import { Question } from './Question.tsx'
import { useToday } from './use-draft.ts'
import type { Editing } from './use-draft.ts'
import styles from './loyalty.module.css'

/** Which of them the draft has. */
export const hasBonuses = ({ multipliers = [] }: Programme) => multipliers.length > 0
export const hasActivities = ({ earning }: Programme) => earning.some(isActivity)
export const hasPays = ({ units }: Programme) =>
  units.some(({ kind, pays }) => kind === 'money' || Boolean(pays))
export const hasTiers = ({ ladders = [] }: Programme) => ladders.length > 0

export function Further({ draft, onChange }: Pick<Editing, 'draft' | 'onChange'>) {
  const e = useEditorWords()
  const today = useToday()
  const unit = draft.units[0]
  const spendable = draft.units.find(({ kind }) => kind !== 'spend')
  const offers = [
    {
      key: 'bonus' as const,
      isOffered: !hasBonuses(draft) && unit !== undefined,
      add: (now: Programme): Programme => ({
        ...now,
        multipliers: [newBonus(unit!.unit, newId(), e('start_weekdays_name'), begun('weekdays', today))],
      }),
    },
    {
      key: 'activity' as const,
      isOffered: !hasActivities(draft) && spendable !== undefined,
      add: (now: Programme): Programme => ({
        ...now,
        earning: [...now.earning, newActivity(spendable!, newId(), 'review')],
      }),
    },
    {
      key: 'pays' as const,
      isOffered: !hasPays(draft) && spendable?.kind === 'points',
      add: (now: Programme): Programme => ({
        ...now,
        units: now.units.map((one) =>
          one.unit === spendable!.unit ? { ...one, pays: usualPays(one.kind) } : one,
        ),
      }),
    },
    {
      key: 'tiers' as const,
      isOffered: !hasTiers(draft),
      add: (now: Programme): Programme =>
        withLadder(now, { ladder: e('ladder_usual'), tiers: [e('tier_1'), e('tier_2'), e('tier_3')] }, newId),
    },
  ].filter(({ isOffered }) => isOffered)
  if (offers.length === 0) return null
  return (
    <Question title={e('further')} lead={e('further_lead')}>
      <div className={styles.choices}>
        {offers.map(({ key, add }) => (
          <UnstyledButton key={key} className={styles.offer} onClick={() => onChange(add)}>
            <span className={styles.choiceHead}>
              <IconPlus size={18} stroke={1.75} aria-hidden />
              {e(`further_${key}`)}
            </span>
            <span className={styles.choiceFor}>{e(`further_${key}_for`)}</span>
          </UnstyledButton>
        ))}
      </div>
    </Question>
  )
}
