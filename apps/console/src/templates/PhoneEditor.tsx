/** What is said on a call, step by step, and how it may end. */
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '#ui/icons.ts'
import { ChipsField } from './ChipsField.tsx'
import type { PhoneVariant } from './queries.ts'
import type { VariantProps } from './SimpleEditor.tsx'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

const STEPS_MAX = 20
const OUTCOMES_MAX = 12

export function PhoneFields({ variant, set, readOnly }: VariantProps<PhoneVariant>) {
  const w = useWords()
  const { steps, outcomes } = variant
  const setStep = (at: number, wish: object) =>
    set({ ...variant, steps: steps.map((one, index) => (index === at ? { ...one, ...wish } : one)) })
  return (
    <div className={styles.form}>
      <h2 className={styles.paneTitle}>{w('phone_steps')}</h2>
      {steps.map(({ title, text }, at) => (
        <fieldset key={at} className={styles.group}>
          <legend className={styles.fieldName}>{w('phone_step', { count: at + 1 })}</legend>
          <TextInput
            aria-label={w('phone_step_title', { count: at + 1 })}
            value={title}
            onChange={(event) => setStep(at, { title: event.currentTarget.value })}
            maxLength={300}
            readOnly={readOnly}
          />
          <ChipsField
            label={w('phone_step_text', { count: at + 1 })}
            rows={2}
            value={text}
            onValue={(words) => setStep(at, { text: words })}
            maxLength={2000}
            readOnly={readOnly}
          />
          {!readOnly && steps.length > 1 && (
            <Button
              variant="subtle"
              size="compact-sm"
              onClick={() => set({ ...variant, steps: steps.toSpliced(at, 1) })}
            >
              {w('phone_step_remove', { count: at + 1 })}
            </Button>
          )}
        </fieldset>
      ))}
      {!readOnly && steps.length < STEPS_MAX && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} stroke={1.75} />}
          onClick={() => set({ ...variant, steps: [...steps, { title: '', text: '' }] })}
        >
          {w('phone_step_add')}
        </Button>
      )}
      <Outcomes variant={variant} set={set} readOnly={readOnly || outcomes.length > OUTCOMES_MAX} />
    </div>
  )
}

function Outcomes({ variant, set, readOnly }: VariantProps<PhoneVariant>) {
  const w = useWords()
  const { outcomes } = variant
  // The code is for programs and never changes; people read the words.
  const add = () =>
    set({
      ...variant,
      outcomes: [...outcomes, { code: `outcome_${crypto.randomUUID().slice(0, 8)}`, label: '' }],
    })
  return (
    <>
      <h2 className={styles.paneTitle}>{w('phone_outcomes')}</h2>
      {outcomes.map(({ code, label }, at) => (
        <div key={code} className={styles.outcome}>
          <TextInput
            aria-label={w('phone_outcome', { count: at + 1 })}
            value={label}
            onChange={(event) =>
              set({
                ...variant,
                outcomes: outcomes.map((one, index) =>
                  index === at ? { code, label: event.currentTarget.value } : one,
                ),
              })
            }
            maxLength={300}
            readOnly={readOnly}
          />
          {!readOnly && (
            <ActionIcon
              variant="subtle"
              color="gray"
              size="lg"
              aria-label={w('phone_outcome_remove', { count: at + 1 })}
              onClick={() => set({ ...variant, outcomes: outcomes.toSpliced(at, 1) })}
            >
              <IconX size={18} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
      {!readOnly && outcomes.length < OUTCOMES_MAX && (
        <Button variant="default" leftSection={<IconPlus size={16} stroke={1.75} />} onClick={add}>
          {w('phone_outcome_add')}
        </Button>
      )}
    </>
  )
}

export function PhonePreview({ preview }: EditorProps) {
  const phone = preview.data?.phone
  return (
    <div className={styles.form}>
      <ol className={styles.script}>
        {phone?.steps.map(({ title, text }, at) => (
          <li key={at}>
            <strong>{title}</strong>
            <p>{text}</p>
          </li>
        ))}
      </ol>
      <div className={styles.outcomes}>
        {phone?.outcomes.map(({ code, label }) => (
          <span key={code} className={styles.chip}>
            {label}
          </span>
        ))}
      </div>
    </div>
  )
}
