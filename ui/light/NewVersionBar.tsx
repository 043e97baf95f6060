/** Offers the new version of the app; the person chooses the moment. */
import { houseWords } from '../house-words.ts'
import { takeNewVersion, useNewVersion } from '../pwa/new-version.ts'
import { Button } from './Button.tsx'
import styles from './light.module.css'

export function NewVersionBar() {
  const w = houseWords.useWords()
  const ready = useNewVersion()
  if (!ready) return null
  return (
    <output className={styles.newVersion}>
      <span>{w('new_version')}</span>
      <Button onClick={takeNewVersion}>{w('reload')}</Button>
    </output>
  )
}
