/** Up to four pictures, each with what it shows. */
import { TextInput } from '@mantine/core'
import { PictureField } from '#ui/components/PictureField.tsx'
import { useWords } from './words.ts'
import styles from './posts.module.css'

type Picture = { picture_id: string; alt: string }
const PICTURES_MAX = 4

export function PostPictures({
  pictures,
  onPictures,
}: {
  pictures: Picture[]
  onPictures: (pictures: Picture[]) => void
}) {
  const w = useWords()
  const write = (at: number, one: Picture | null) =>
    onPictures(one === null ? pictures.filter((_, place) => place !== at) : pictures.with(at, one))
  return (
    <>
      {pictures.map((one, at) => (
        <div key={one.picture_id} className={styles.onePicture}>
          <PictureField
            label={w('picture_number', { number: at + 1 })}
            alt={one.alt}
            picture_id={one.picture_id}
            onPicture={(picture_id) => write(at, picture_id ? { ...one, picture_id } : null)}
          />
          <TextInput
            label={w('picture_alt', { number: at + 1 })}
            description={w('picture_alt_for')}
            maxLength={300}
            value={one.alt}
            onChange={(event) => write(at, { ...one, alt: event.currentTarget.value })}
          />
        </div>
      ))}
      {pictures.length < PICTURES_MAX && (
        <PictureField
          // Another field once it holds one: what it said of the last is not said of the next.
          key={pictures.length}
          label={w('picture_add')}
          alt=""
          picture_id={null}
          onPicture={(picture_id) => picture_id && onPictures([...pictures, { picture_id, alt: '' }])}
        />
      )}
    </>
  )
}
