/** A place on the home screen, offered once the card has been shown in the shop. */
import { Button } from '#ui/light/Button.tsx'
import { declineInstall, install, useInstallOffer } from './install.ts'
import styles from './install.module.css'
import { useWords } from './words.ts'

export function InstallHint() {
  const w = useWords()
  const offer = useInstallOffer()
  if (offer === 'none') return null
  return (
    <aside className={styles.hint} aria-label={w('title')}>
      <strong>{w('title')}</strong>
      {offer === 'ask' ? (
        <>
          <p>{w('ask')}</p>
          <div className={styles.actions}>
            <Button kind="plain" onClick={declineInstall}>
              {w('later')}
            </Button>
            <Button onClick={() => void install()}>{w('add')}</Button>
          </div>
        </>
      ) : (
        <>
          <p>{w('ios', { share: `« ${w('share')} »` })}</p>
          <div className={styles.actions}>
            <Button kind="plain" onClick={declineInstall}>
              {w('understood')}
            </Button>
          </div>
        </>
      )}
    </aside>
  )
}
