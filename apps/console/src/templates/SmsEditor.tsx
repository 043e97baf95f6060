/** A text message, with its parts counted over real customers. */
import { useFormats } from '#ui/words.ts'
import { ChipsField } from './ChipsField.tsx'
import { useMeasure, type SmsVariant } from './queries.ts'
import type { VariantProps } from './SimpleEditor.tsx'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export function SmsFields({ variant, set, readOnly }: VariantProps<SmsVariant>) {
  const w = useWords()
  return (
    <ChipsField
      label={w('sms_text')}
      hint={w('sms_hint')}
      rows={5}
      value={variant.text}
      onValue={(text) => set({ text })}
      readOnly={readOnly}
      maxLength={1200}
    />
  )
}

export function SmsPreview({ preview, wish }: EditorProps) {
  const w = useWords()
  const range = useMeasure(wish).data?.range
  const sms = preview.data?.sms
  return (
    <>
      <div className={styles.handset}>
        <p className={styles.bubble}>{preview.data?.text}</p>
      </div>
      {sms && (
        <p className={styles.soft} role="status">
          {w('sms_letters', { count: sms.letters })} · <strong>{w('sms_parts', { count: sms.parts })}</strong>{' '}
          · {w('sms_left', { left: sms.left })}
          {sms.alphabet === 'ucs2' && (
            <>
              <br />
              {w('sms_ucs2')}
            </>
          )}
        </p>
      )}
      {range && <Range range={range} />}
    </>
  )
}

function Range({
  range,
}: {
  range: NonNullable<NonNullable<ReturnType<typeof useMeasure>['data']>['range']>
}) {
  const w = useWords()
  const f = useFormats()
  const { people, parts_min, parts_max, millicents, longest } = range
  const cost = f.money(Math.round(millicents / 1000))
  return (
    <>
      <p>
        {w('sms_people', { count: people })}
        {'\u202f: '}
        {parts_min === parts_max
          ? w('sms_same', { count: parts_min, cost })
          : w('sms_range', { min: parts_min, max: parts_max, cost })}
      </p>
      {parts_max > parts_min && (
        <>
          <div className={styles.fieldName}>{w('sms_longest')}</div>
          <div className={styles.handset}>
            <p className={styles.bubble}>{longest}</p>
          </div>
        </>
      )}
    </>
  )
}
