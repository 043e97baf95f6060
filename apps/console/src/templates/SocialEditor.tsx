/** A post on the shop's own pages. */
import { PictureField } from '#ui/components/PictureField.tsx'
import { addressOfPicture } from '#ui/pictures.ts'
import { ChipsField } from './ChipsField.tsx'
import { AltField, UrlField } from './WordBlocks.tsx'
import type { SocialVariant } from './queries.ts'
import type { VariantProps } from './SimpleEditor.tsx'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export function SocialFields({ variant, set, readOnly }: VariantProps<SocialVariant>) {
  const w = useWords()
  return (
    <div className={styles.form}>
      <ChipsField
        label={w('social_text')}
        rows={6}
        value={variant.text}
        onValue={(text) => set({ ...variant, text })}
        maxLength={3000}
        readOnly={readOnly}
      />
      <UrlField url={variant.url ?? ''} onUrl={(url) => set({ ...variant, url })} readOnly={readOnly} />
      {!readOnly && (
        <PictureField
          label={w('picture')}
          alt={variant.alt}
          picture_id={variant.picture_id}
          onPicture={(picture_id) => set({ ...variant, picture_id })}
        />
      )}
      {variant.picture_id && (
        <AltField alt={variant.alt} onAlt={(alt) => set({ ...variant, alt })} readOnly={readOnly} />
      )}
    </div>
  )
}

export function SocialPreview({ preview, editor, language }: EditorProps) {
  const { picture_id, alt } = editor.written.draft[language] as SocialVariant
  return (
    <div className={styles.handset}>
      <div className={styles.notice}>
        <span className={styles.post}>{preview.data?.text}</span>
        {picture_id && <img src={addressOfPicture(picture_id)} alt={alt} />}
      </div>
    </div>
  )
}
