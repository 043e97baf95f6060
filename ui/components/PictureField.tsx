/** A photo to choose, drop or take away: made smaller here, kept under an id of its own, shown as it will be. */
import { useRef, useState } from 'react'
import type { DragEvent } from 'react'
import { Alert, Button, Input } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api } from '../api.ts'
import { failureOf } from '../failure.ts'
import { IconCamera } from '../icons.ts'
import { addressOfPicture } from '../pictures.ts'
import { pictureWords } from './picture-words.ts'
import { shrinkPicture } from './shrink-picture.ts'
import styles from './picture-field.module.css'

const SIDE_MAX = 1600
const BYTES_MAX = 3 * 1024 * 1024

type PictureFieldProps = {
  label: string
  /** What the picture shows, for those who do not see it. */
  alt: string
  picture_id: string | null
  onPicture: (picture_id: string | null) => void
}

class Unreadable extends Error {}

export function PictureField({ label, alt, picture_id, onPicture }: PictureFieldProps) {
  const w = pictureWords.useWords()
  const field = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const send = useMutation({
    mutationFn: async (file: File) => {
      const body = await shrinkPicture(file, SIDE_MAX, BYTES_MAX).catch(() => {
        throw new Unreadable()
      })
      // Not to be guessed: whoever has the id sees the picture.
      const params = { picture_id: crypto.randomUUID() }
      return api.put('/pictures/{picture_id}', { params, body: body as never })
    },
    onSuccess: (kept) => onPicture(kept.picture_id),
  })
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    const file = event.dataTransfer.files[0]
    if (file) send.mutate(file)
  }
  const verb = w(picture_id ? 'change' : 'choose')
  return (
    <Input.Wrapper label={label} description={w('hint')} labelElement="div">
      <div
        className={styles.field}
        data-over={over || undefined}
        onDragOver={(event) => (event.preventDefault(), setOver(true))}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        {picture_id && <img src={addressOfPicture(picture_id)} alt={alt} className={styles.picture} />}
        <div className={styles.verbs}>
          <Button
            variant="default"
            loading={send.isPending}
            leftSection={<IconCamera size={18} stroke={1.75} />}
            onClick={() => field.current?.click()}
          >
            {verb}
          </Button>
          {picture_id && (
            <Button variant="subtle" onClick={() => onPicture(null)}>
              {w('remove')}
            </Button>
          )}
          {!picture_id && <span className={styles.soft}>{send.isPending ? w('sending') : w('drop')}</span>}
        </div>
        <input
          ref={field}
          type="file"
          aria-label={`${label}: ${verb}`}
          accept="image/jpeg,image/png,image/webp"
          hidden
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) send.mutate(file)
            event.currentTarget.value = ''
          }}
        />
      </div>
      {send.error && (
        <Alert color="red" className={styles.failed}>
          {send.error instanceof Unreadable ? w('unreadable') : failureOf(send.error).title}
        </Alert>
      )}
    </Input.Wrapper>
  )
}
