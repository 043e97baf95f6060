/** A letter, and the page that would be printed. */
import { Button, TextInput } from '@mantine/core'
import { IconPrinter } from '#ui/icons.ts'
import { addressOfPicture } from '#ui/pictures.ts'
import { place } from '#ui/places.ts'
import { ChipsField } from './ChipsField.tsx'
import type { LetterVariant, Preview } from './queries.ts'
import type { VariantProps } from './SimpleEditor.tsx'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export function LetterFields({ variant, set, readOnly }: VariantProps<LetterVariant>) {
  const w = useWords()
  return (
    <div className={styles.form}>
      <TextInput
        label={w('letter_place')}
        value={variant.place}
        onChange={(event) => set({ ...variant, place: event.currentTarget.value })}
        maxLength={80}
        readOnly={readOnly}
      />
      <ChipsField
        line
        label={w('letter_subject')}
        value={variant.subject}
        onValue={(subject) => set({ ...variant, subject })}
        readOnly={readOnly}
      />
      <ChipsField
        signs
        is_printed
        label={w('letter_words')}
        rows={12}
        value={variant.words}
        onValue={(words) => set({ ...variant, words })}
        readOnly={readOnly}
      />
      <p className={styles.soft}>{w('letter_hint')}</p>
    </div>
  )
}

/** A4 as it is folded: the sender at the left, the address where the window of the envelope shows it. */
export function LetterPreview({ preview, template, language, search }: EditorProps) {
  const w = useWords()
  const letter = preview.data?.letter
  const query = new URLSearchParams({ language, ...(search.customer && { customer_id: search.customer }) })
  return (
    <>
      {letter && <Sheet letter={letter} />}
      <Button
        component="a"
        variant="default"
        href={`${place().shop_path}/api/templates/${template.template_id}/letter?${query}`}
        target="_blank"
        rel="noreferrer"
        leftSection={<IconPrinter size={18} stroke={1.75} />}
      >
        {w('letter_pdf')}
      </Button>
    </>
  )
}

function Sheet({ letter }: { letter: NonNullable<Preview['letter']> }) {
  const w = useWords()
  const { sender, address, place_and_date, subject, paragraphs, legal, colour, logo } = letter
  const [name, ...rest] = sender
  return (
    <div className={styles.sheet}>
      <div className={styles.sheetSender}>
        {logo ? (
          <img src={addressOfPicture(logo)} alt={name} />
        ) : (
          <strong style={{ color: colour }}>{name}</strong>
        )}
        {rest.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </div>
      <div className={styles.sheetWindow} data-empty={address === null || undefined}>
        {address === null ? w('letter_no_address') : address.map((line) => <span key={line}>{line}</span>)}
      </div>
      <p className={styles.sheetDate}>{place_and_date}</p>
      {subject && (
        <p className={styles.sheetSubject} style={{ color: colour }}>
          {subject}
        </p>
      )}
      {paragraphs.map(({ kind, runs }, at) => (
        <p key={at} data-kind={kind}>
          {runs.map(({ text, bold, italic }, index) =>
            bold ? <strong key={index}>{text}</strong> : italic ? <em key={index}>{text}</em> : text,
          )}
        </p>
      ))}
      {legal && <p className={styles.sheetLegal}>{legal}</p>}
    </div>
  )
}
