/** The blocks that say something or show it, which columns hold as well: words, a picture, a button. */
import { Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import { PictureField } from '#ui/components/PictureField.tsx'
import { ChipsField } from './ChipsField.tsx'
import type { FieldsProps } from './fields-props.ts'
import type { BlockOf } from './queries.ts'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export function TextFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'text'>>) {
  const w = useWords()
  return (
    <>
      <ChipsField
        signs
        label={w('words')}
        value={block.words}
        onValue={(words) => onBlock({ ...block, words })}
        readOnly={readOnly}
        rows={6}
      />
      <AlignField align={block.align} onAlign={(align) => onBlock({ ...block, align })} readOnly={readOnly} />
    </>
  )
}

type AlignProps = {
  align: 'left' | 'center' | undefined
  onAlign: (align: 'left' | 'center') => void
  readOnly: boolean
}

function AlignField({ align = 'left', onAlign, readOnly }: AlignProps) {
  const w = useWords()
  return (
    <div>
      <div className={styles.fieldName}>{w('align')}</div>
      <SegmentedControl
        aria-label={w('align')}
        value={align}
        onChange={(value) => onAlign(value as 'left')}
        readOnly={readOnly}
        data={(['left', 'center'] as const).map((one) => ({ value: one, label: w(`align_${one}`) }))}
      />
    </div>
  )
}

export function PictureFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'picture'>>) {
  const w = useWords()
  return (
    <>
      {!readOnly && (
        <PictureField
          label={w('picture')}
          alt={block.alt}
          picture_id={block.picture_id}
          onPicture={(picture_id) => onBlock({ ...block, picture_id })}
        />
      )}
      {!block.decorative && (
        <AltField alt={block.alt} onAlt={(alt) => onBlock({ ...block, alt })} readOnly={readOnly} />
      )}
      <Checkbox
        label={w('decorative')}
        checked={block.decorative ?? false}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, decorative: event.currentTarget.checked })}
      />
      <UrlField
        url={block.url ?? ''}
        onUrl={(url) => onBlock(url ? { ...block, url } : without(block, 'url'))}
        readOnly={readOnly}
      />
      <Checkbox
        label={w('wide')}
        checked={block.wide ?? false}
        disabled={readOnly}
        onChange={(event) => onBlock({ ...block, wide: event.currentTarget.checked })}
      />
    </>
  )
}

const without = <One extends object, Key extends keyof One>(one: One, key: Key): One => {
  const rest = { ...one }
  delete rest[key]
  return rest
}

export function AltField({
  alt,
  onAlt,
  readOnly,
}: {
  alt: string
  onAlt: (alt: string) => void
  readOnly: boolean
}) {
  const w = useWords()
  return (
    <TextInput
      label={w('alt')}
      description={w('alt_hint')}
      value={alt}
      onChange={(event) => onAlt(event.currentTarget.value)}
      maxLength={300}
      readOnly={readOnly}
    />
  )
}

export function UrlField({
  url,
  onUrl,
  readOnly,
}: {
  url: string
  onUrl: (url: string) => void
  readOnly: boolean
}) {
  const w = useWords()
  return (
    <ChipsField
      line
      label={w('url')}
      example={w('url_example')}
      value={url}
      onValue={onUrl}
      maxLength={1000}
      readOnly={readOnly}
    />
  )
}

export function ButtonFields({ block, onBlock, readOnly }: FieldsProps<BlockOf<'button'>>) {
  const w = useWords()
  return (
    <>
      <ChipsField
        line
        label={w('label')}
        value={block.label}
        onValue={(label) => onBlock({ ...block, label })}
        readOnly={readOnly}
      />
      <UrlField url={block.url} onUrl={(url) => onBlock({ ...block, url })} readOnly={readOnly} />
      <AlignField align={block.align} onAlign={(align) => onBlock({ ...block, align })} readOnly={readOnly} />
    </>
  )
}
