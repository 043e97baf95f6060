/** One tier: its name, what it asks for, what people get in it. */
import { Button, CloseButton, Menu, NumberInput, TextInput } from '@mantine/core'
import { showDone } from '#ui/components/ask-first.tsx'
import { IconPlus } from '#ui/icons.ts'
import { isInCents, QuantityInput } from './QuantityInput.tsx'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { removed, replaced } from './draft.ts'
import type { Advantage, Ladder, Tier } from './draft.ts'
import { withoutTier } from './draft-tiers.ts'
import { useEditorWords } from './editor-words.ts'
import type { Editing } from './use-draft.ts'
import styles from './loyalty.module.css'

type TierProps = Editing & { ladder: Ladder; onLadder: (ladder: Ladder) => void; index: number; at: number }

const ADVANTAGES = ['free_delivery', 'private_sales', 'service', 'other'] as const

export function TierFields(editing: TierProps) {
  const { draft, onChange, problemAt, ladder, onLadder, index, at } = editing
  const e = useEditorWords()
  const tier = ladder.tiers[at]!
  const path = `ladders.${index}.tiers.${at}`
  const title = tier.name || e('tier', { n: at + 1 })
  const set = (next: Tier) => onLadder({ ...ladder, tiers: replaced(ladder.tiers, at, next) })
  const remove = () => {
    const before = draft
    onChange(withoutTier(draft, index, at))
    showDone({ message: e('removed', { what: title }), onUndo: () => onChange(before) })
  }
  return (
    <div className={styles.tier} role="group" aria-label={e('tier', { n: at + 1 })}>
      <TextInput
        className={styles.tierName}
        label={e('tier_name')}
        value={tier.name}
        onChange={(event) => set({ ...tier, name: event.currentTarget.value })}
        error={problemAt(`${path}.name`)}
      />
      <Threshold {...editing} tier={tier} onTier={set} error={problemAt(`${path}.threshold`)} />
      {ladder.tiers.length > 1 && (
        <CloseButton
          className={styles.tierClose}
          aria-label={e('tier_remove', { name: title })}
          onClick={remove}
        />
      )}
      <Advantages tier={tier} onTier={set} title={title} problemAt={problemAt} path={path} />
    </div>
  )
}

type ThresholdProps = TierProps & { tier: Tier; onTier: (tier: Tier) => void; error: string | undefined }

function Threshold({ draft, ladder: { measures }, at, tier, onTier, error }: ThresholdProps) {
  const e = useEditorWords()
  const field = {
    className: styles.tierFrom,
    label: e('tier_from'),
    error,
    ...(at === 0 && {
      description: e('tier_for_all'),
      inputWrapperOrder: ['label', 'input', 'description', 'error'] as const,
    }),
  }
  const set = (threshold: number) => onTier({ ...tier, threshold })
  const unit = measures.by === 'units' ? draft.units.find((one) => one.unit === measures.unit) : undefined
  if (measures.by === 'amount' || (unit && isInCents(unit.kind)))
    return (
      <MoneyInput
        {...field}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        cents={tier.threshold}
        onCents={(cents) => set(cents ?? 0)}
      />
    )
  if (unit) {
    const { inputWrapperOrder: _order, ...rest } = { inputWrapperOrder: null, ...field }
    return <QuantityInput {...rest} kind={unit.kind} units={tier.threshold} onUnits={set} />
  }
  return (
    <NumberInput
      {...field}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={tier.threshold}
      onChange={(value) => set(Number(value) || 0)}
      suffix={`\u00a0${e('visits')}`}
      min={0}
      allowDecimal={false}
      hideControls
    />
  )
}

type AdvantagesProps = Pick<Editing, 'problemAt'> & {
  tier: Tier
  onTier: (tier: Tier) => void
  title: string
  path: string
}

function Advantages({ tier, onTier, title, problemAt, path }: AdvantagesProps) {
  const e = useEditorWords()
  const set = (benefits: Advantage[]) => onTier({ ...tier, benefits })
  const example = (kind: Advantage['kind']) => {
    if (kind === 'other') return e('advantage_else_example')
    return kind === 'service' ? e('advantage_service_example') : e(`advantage_${kind}`)
  }
  return (
    <div className={styles.advantages}>
      {tier.benefits.map((benefit, n) => (
        <div key={n} className={styles.pair}>
          <TextInput
            className={styles.grow}
            aria-label={e('advantage_of', { n: n + 1, name: title })}
            placeholder={example(benefit.kind)}
            value={benefit.text}
            onChange={(event) =>
              set(replaced(tier.benefits, n, { ...benefit, text: event.currentTarget.value }))
            }
            error={problemAt(`${path}.benefits.${n}.text`)}
            maxLength={200}
          />
          <CloseButton
            aria-label={e('advantage_remove', { n: n + 1, name: title })}
            onClick={() => set(removed(tier.benefits, n))}
          />
        </div>
      ))}
      <Menu shadow="sm" position="bottom-start">
        <Menu.Target>
          <Button
            variant="subtle"
            size="compact-md"
            className={styles.add}
            leftSection={<IconPlus size={18} stroke={1.75} />}
            aria-label={`${e('advantage_add')} : ${title}`}
          >
            {e('advantage_add')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {ADVANTAGES.map((kind) => (
            <Menu.Item key={kind} onClick={() => set([...tier.benefits, { kind, text: '' }])}>
              {e(kind === 'other' ? 'advantage_else' : `advantage_${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
