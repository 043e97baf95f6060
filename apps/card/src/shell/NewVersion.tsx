/** Offers the new version at the top, where it covers neither the card nor the places at the foot. */
import { houseWords } from '#ui/house-words.ts'
import { Button } from '#ui/light/Button.tsx'
import { takeNewVersion, useNewVersion } from '#ui/pwa/new-version.ts'
import styles from './frame.module.css'

export function NewVersion() {
  const w = houseWords.useWords()
  if (!useNewVersion()) return null
  return (
    <output className={styles.newVersion}>
      <span>{w('new_version')}</span>
      <Button kind="quiet" onClick={takeNewVersion}>
        {w('reload')}
      </Button>
    </output>
  )
}
