/** A notification of the card, or words on the card in the phone's wallet, which has no room for a picture. */
import { Select } from '@mantine/core'
import { PictureField } from '#ui/components/PictureField.tsx'
import { addressOfPicture } from '#ui/pictures.ts'
import { ChipsField } from './ChipsField.tsx'
import { UrlField } from './WordBlocks.tsx'
import type { PushVariant } from './queries.ts'
import type { VariantProps } from './SimpleEditor.tsx'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

const TARGETS = ['card', 'rewards', 'vouchers', 'sales', 'preferences', 'url'] as const

type Props = VariantProps<PushVariant> & { may_have_picture: boolean }

export function PushFields({ variant, set, readOnly, may_have_picture }: Props) {
  const w = useWords()
  return (
    <div className={styles.form}>
      <ChipsField
        line
        label={w('push_title')}
        value={variant.title}
        onValue={(title) => set({ ...variant, title })}
        maxLength={120}
        readOnly={readOnly}
      />
      <ChipsField
        label={w('push_text')}
        rows={3}
        value={variant.text}
        onValue={(text) => set({ ...variant, text })}
        maxLength={500}
        readOnly={readOnly}
      />
      <Select
        label={w('push_target')}
        value={variant.target}
        onChange={(target) => target && set({ ...variant, target: target as 'card' })}
        data={TARGETS.map((one) => ({ value: one, label: w(`target_${one}`) }))}
        allowDeselect={false}
        readOnly={readOnly}
      />
      {variant.target === 'url' && (
        <UrlField url={variant.url ?? ''} onUrl={(url) => set({ ...variant, url })} readOnly={readOnly} />
      )}
      {may_have_picture && !readOnly && (
        <PictureField
          label={w('picture')}
          alt=""
          picture_id={variant.picture_id}
          onPicture={(picture_id) => set({ ...variant, picture_id })}
        />
      )}
    </div>
  )
}

export function PushPreview({ preview, editor, language }: EditorProps) {
  const { picture_id } = editor.written.draft[language] as PushVariant
  return (
    <div className={styles.handset}>
      <div className={styles.notice}>
        <strong>{preview.data?.subject}</strong>
        <span>{preview.data?.text}</span>
        {picture_id && <img src={addressOfPicture(picture_id)} alt="" />}
      </div>
    </div>
  )
}
