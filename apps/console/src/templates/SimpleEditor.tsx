/** Everything that is no e-mail: written at the left, seen at the right. */
import { Findings } from './Findings.tsx'
import { LetterFields, LetterPreview } from './LetterEditor.tsx'
import { PhoneFields, PhonePreview } from './PhoneEditor.tsx'
import { Missing } from './PreviewPane.tsx'
import { PushFields, PushPreview } from './PushEditor.tsx'
import type {
  LetterVariant,
  PhoneVariant,
  PushVariant,
  SmsVariant,
  SocialVariant,
  Variant,
} from './queries.ts'
import { ReaderPicker } from './ReaderPicker.tsx'
import { SmsFields, SmsPreview } from './SmsEditor.tsx'
import { SocialFields, SocialPreview } from './SocialEditor.tsx'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export type VariantProps<One> = { variant: One; set: (variant: One) => void; readOnly: boolean }

export function SimpleEditor(props: EditorProps) {
  const w = useWords()
  const { editor, language, search, change, preview, template } = props
  return (
    <div className={styles.two}>
      <section className={styles.pane} aria-label={w('words')}>
        <Fields {...props} variant={editor.written.draft[language]!} />
        <Findings preview={preview.data} error={preview.error} />
      </section>
      <section className={styles.pane} aria-label={w('preview')}>
        {template.channel !== 'social' && (
          <ReaderPicker
            customer_id={search.customer ?? null}
            onCustomer={(customer) => change({ customer: customer ?? undefined })}
          />
        )}
        {preview.data && <Missing preview={preview.data} />}
        <Seen {...props} />
      </section>
    </div>
  )
}

function Fields({ template, editor, language, may_write, variant }: EditorProps & { variant: Variant }) {
  const own = { set: (next: Variant) => editor.setVariant(language, next), readOnly: !may_write }
  switch (template.channel) {
    case 'sms':
      return <SmsFields variant={variant as SmsVariant} {...own} />
    case 'push':
    case 'wallet':
      return (
        <PushFields
          variant={variant as PushVariant}
          may_have_picture={template.channel === 'push'}
          {...own}
        />
      )
    case 'letter':
      return <LetterFields variant={variant as LetterVariant} {...own} />
    case 'phone':
      return <PhoneFields variant={variant as PhoneVariant} {...own} />
    default:
      return <SocialFields variant={variant as SocialVariant} {...own} />
  }
}

function Seen(props: EditorProps) {
  switch (props.template.channel) {
    case 'sms':
      return <SmsPreview {...props} />
    case 'push':
    case 'wallet':
      return <PushPreview {...props} />
    case 'letter':
      return <LetterPreview {...props} />
    case 'phone':
      return <PhonePreview {...props} />
    default:
      return <SocialPreview {...props} />
  }
}
