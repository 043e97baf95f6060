/** Tiers: how they are climbed, and what each of them asks for and brings. */
import { Button, NumberInput, Radio, Select, TextInput } from '@mantine/core'
import { newId } from '#lib/id.ts'
import { confirmWithCount } from '#ui/components/ask-first.tsx'
import { IconPlus } from '#ui/icons.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import type { Ladder } from './draft.ts'
import { withLadder, withLadderAt, withoutLadder, withTier } from './draft-tiers.ts'
import { useEditorWords } from './editor-words.ts'
import { More } from './More.tsx'
import { Question, Traps } from './Question.tsx'
import { TierFields } from './TierFields.tsx'
import { useWhich } from './unit-name.ts'
import type { Editing } from './use-draft.ts'
import styles from './loyalty.module.css'

export function TiersQuestion(editing: Editing) {
  const e = useEditorWords()
  const anotherOne = {
    ladder: e('ladder_another'),
    tiers: [e('tier_other_1'), e('tier_other_2'), e('tier_other_3')],
  } as const
  return (
    <Question title={e('q_tiers')} lead={e('q_tiers_lead')}>
      {(editing.draft.ladders ?? []).map((ladder, index) => (
        <LadderFields key={ladder.ladder_id} {...editing} ladder={ladder} index={index} />
      ))}
      <Button
        variant="default"
        className={styles.add}
        leftSection={<IconPlus size={18} stroke={1.75} />}
        onClick={() => editing.onChange((now) => withLadder(now, anotherOne, newId))}
      >
        {e('ladder_add')}
      </Button>
    </Question>
  )
}

/** What a set of tiers is called, where it is not the only one. */
function LadderName({ ladder, onLadder, problemAt, path }: PartProps) {
  const e = useEditorWords()
  return (
    <TextInput
      className={styles.wide}
      label={e('ladder_name')}
      value={ladder.name}
      onChange={(event) => onLadder({ ...ladder, name: event.currentTarget.value })}
      error={problemAt(`${path}.name`)}
    />
  )
}

type LadderProps = Editing & { ladder: Ladder; index: number }

function LadderFields(editing: LadderProps) {
  const { draft, onChange, problemAt, trapsUnder, ladder, index } = editing
  const e = useEditorWords()
  const path = `ladders.${index}`
  const several = (draft.ladders ?? []).length > 1
  const set = (next: Ladder) => onChange((now) => withLadderAt(now, index, next))
  const remove = async () => {
    const question = {
      title: e('ladder_remove_ask', { name: ladder.name }),
      children: e('ladder_remove_why'),
      confirm: e('ladder_remove'),
      danger: true,
    }
    if (await confirmWithCount(question)) onChange(withoutLadder(draft, index))
  }
  return (
    <fieldset className={styles.card}>
      <legend className="spoken-only">{e('ladder', { name: ladder.name })}</legend>
      {several && <LadderName ladder={ladder} onLadder={set} problemAt={problemAt} path={path} />}
      <ClimbFields ladder={ladder} onLadder={set} draft={draft} problemAt={problemAt} path={path} />
      <div className={styles.tiers}>
        {ladder.tiers.map((tier, at) => (
          <TierFields key={tier.tier_id} {...editing} ladder={ladder} onLadder={set} index={index} at={at} />
        ))}
      </div>
      <Traps sentences={trapsUnder(path)} />
      <Button
        variant="default"
        className={styles.add}
        leftSection={<IconPlus size={18} stroke={1.75} />}
        onClick={() => set(withTier(ladder, newId()))}
      >
        {e('tier_add')}
      </Button>
      <LadderMore ladder={ladder} onLadder={set} problemAt={problemAt} path={path} named={several} />
      <Button
        variant="subtle"
        color="red"
        size="compact-md"
        className={styles.add}
        onClick={() => void remove()}
      >
        {e('ladder_remove')}
      </Button>
    </fieldset>
  )
}

type PartProps = Pick<Editing, 'problemAt'> & {
  ladder: Ladder
  onLadder: (ladder: Ladder) => void
  path: string
}

const ROLLING = [3, 6, 12, 24] as const
const CALENDAR = ['year', 'quarter', 'month'] as const
const KEPT = [0, 1, 2, 3] as const

/** « On compte le montant des achats, sur l’année civile ; un statut atteint se garde une période de plus ». */
function ClimbFields({ ladder, onLadder, draft, problemAt, path }: PartProps & Pick<Editing, 'draft'>) {
  const e = useEditorWords()
  const which = useWhich(draft)
  const { measures, period, keeps_periods } = ladder
  const measured = [
    { value: 'amount', label: e('measures_amount') },
    { value: 'visits', label: e('measures_visits') },
    ...draft.units
      .filter(({ kind }) => kind !== 'spend')
      .map((unit) => ({
        value: `units:${unit.unit}`,
        label:
          e(
            unit.kind === 'points' || unit.kind === 'spend'
              ? 'measures_units'
              : `measures_units_${unit.kind}`,
          ) + which(unit),
      })),
  ]
  const chosen = measures.by === 'units' ? `units:${measures.unit}` : measures.by
  const measure = (value: string | null) => {
    if (value === null || value === chosen) return
    if (value === 'visits') onLadder({ ...ladder, measures: { by: 'visits', minimum_cents: 0 } })
    else if (value === 'amount') onLadder({ ...ladder, measures: { by: 'amount' } })
    else onLadder({ ...ladder, measures: { by: 'units', unit: value.slice('units:'.length) } })
  }
  const months = period.kind === 'rolling' ? [...new Set([...ROLLING, period.months])] : ROLLING
  const periods = [
    ...CALENDAR.map((of) => ({ value: `calendar:${of}`, label: e(`period_calendar_${of}`) })),
    ...months.map((n) => ({ value: `rolling:${n}`, label: e('period_rolling', { n }) })),
  ]
  const choosePeriod = (value: string | null) => {
    const [kind, what] = (value ?? '').split(':')
    if (kind === 'rolling') onLadder({ ...ladder, starts: 'at_once', period: { kind, months: Number(what) } })
    if (kind === 'calendar') onLadder({ ...ladder, period: { kind, of: what as (typeof CALENDAR)[number] } })
  }
  return (
    <div className={styles.columns}>
      <Select
        label={e('measures')}
        value={chosen}
        onChange={measure}
        allowDeselect={false}
        data={measured}
        error={problemAt(`${path}.measures.unit`)}
      />
      <Select
        label={e('period')}
        value={period.kind === 'rolling' ? `rolling:${period.months}` : `calendar:${period.of}`}
        onChange={choosePeriod}
        allowDeselect={false}
        data={periods}
      />
      <Select
        label={e('keeps')}
        value={String(keeps_periods)}
        onChange={(kept) => kept && onLadder({ ...ladder, keeps_periods: Number(kept) })}
        allowDeselect={false}
        data={[
          ...KEPT.map((n) => ({ value: String(n), label: e(`keeps_${n}`) })),
          ...(keeps_periods > 3 ? [{ value: String(keeps_periods), label: `+ ${keeps_periods}` }] : []),
        ]}
      />
      {measures.by === 'visits' && (
        <MoneyInput
          label={e('visits_min')}
          cents={measures.minimum_cents}
          onCents={(cents) => onLadder({ ...ladder, measures: { by: 'visits', minimum_cents: cents ?? 0 } })}
          error={problemAt(`${path}.measures.minimum_cents`)}
        />
      )}
    </div>
  )
}

function LadderMore({ ladder, onLadder, problemAt, path, named }: PartProps & { named: boolean }) {
  const e = useEditorWords()
  const { period, starts, grace_days, drops } = ladder
  return (
    <More of={e('q_tiers')} isUsed={starts === 'next_period' || grace_days > 0 || drops === 'one_step'}>
      {!named && <LadderName ladder={ladder} onLadder={onLadder} problemAt={problemAt} path={path} />}
      {period.kind === 'calendar' && (
        <Radio.Group
          label={e('starts')}
          value={starts}
          onChange={(value) => onLadder({ ...ladder, starts: value as Ladder['starts'] })}
        >
          <div className={styles.answers}>
            <Radio value="at_once" label={e('starts_at_once')} />
            <Radio value="next_period" label={e('starts_next_period')} />
          </div>
        </Radio.Group>
      )}
      <NumberInput
        className={styles.medium}
        label={e('grace')}
        value={grace_days}
        onChange={(value) => onLadder({ ...ladder, grace_days: Number(value) || 0 })}
        suffix={` ${e('grace_days')}`}
        min={0}
        allowDecimal={false}
        hideControls
        error={problemAt(`${path}.grace_days`)}
      />
      <Radio.Group
        label={e('drops')}
        value={drops}
        onChange={(value) => onLadder({ ...ladder, drops: value as Ladder['drops'] })}
      >
        <div className={styles.answers} data-column>
          <Radio value="to_earned" label={e('drops_to_earned')} />
          <Radio value="one_step" label={e('drops_one_step')} />
        </div>
      </Radio.Group>
    </More>
  )
}
