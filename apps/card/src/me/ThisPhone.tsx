/** What concerns this phone alone: language, light and dark, taking the card off it. */
import { useQueryClient } from '@tanstack/react-query'
import { api } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { setScheme, useScheme } from '#ui/scheme.ts'
import { setLanguage, useLanguage } from '#ui/words.ts'
import { forgetCard } from '../keep/kept.ts'
import { paths } from '../paths.ts'
import { Choice } from '../shell/Choice.tsx'
import styles from './me.module.css'
import { Notifications } from './Notifications.tsx'
import { useWords } from './words.ts'

export function ThisPhone() {
  const w = useWords()
  const client = useQueryClient()
  const scheme = useScheme()
  const language = useLanguage()
  const signOut = async () => {
    // Without a network the token stays good, but nobody holds it any more.
    await api.delete('/card/session').catch(() => undefined)
    forgetCard()
    client.clear()
    goTo(paths.card, { replace: true })
  }
  return (
    <div className={styles.fields}>
      <Choice
        label={w('language')}
        value={language}
        options={[
          ['fr', 'Français'],
          ['en', 'English'],
        ]}
        onChange={setLanguage}
      />
      <Choice
        label={w('appearance')}
        value={scheme}
        options={[
          ['auto', w('auto')],
          ['light', w('light')],
          ['dark', w('dark')],
        ]}
        onChange={setScheme}
      />
      <Notifications />
      <div className={styles.deed}>
        <Button kind="plain" full onClick={() => void signOut()}>
          {w('sign_out')}
        </Button>
        <small>{w('sign_out_why')}</small>
      </div>
    </div>
  )
}
