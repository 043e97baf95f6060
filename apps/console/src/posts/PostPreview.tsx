/** About how a network shows it: words, pictures, and the link below. */
import { addressOfPicture } from '#ui/pictures.ts'
import { useWords } from './words.ts'
import styles from './posts.module.css'

type Shown = { text: string; pictures: { picture_id: string; alt: string }[]; link_url: string | null }

export function PostPreview({ text, pictures, link_url }: Shown) {
  const w = useWords()
  const empty = text.trim() === '' && pictures.length === 0
  return (
    <div className={styles.preview}>
      <p className={styles.shop}>
        <span className={styles.face} aria-hidden="true" />
        {w('preview_shop')}
      </p>
      {empty ? <p className={styles.soft}>{w('preview_empty')}</p> : <p className={styles.words}>{text}</p>}
      {pictures.length > 0 && (
        <div className={styles.pictures} data-count={pictures.length}>
          {pictures.map(({ picture_id, alt }) => (
            <img key={picture_id} src={addressOfPicture(picture_id)} alt={alt} />
          ))}
        </div>
      )}
      {link_url && <p className={styles.link}>{hostOf(link_url)}</p>}
    </div>
  )
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : url)
