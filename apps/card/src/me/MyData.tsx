/** The file of everything, and the door. */
import { useState } from 'react'
import { api } from '#ui/api.ts'
import { failureOf } from '#ui/failure.ts'
import { IconDownload } from '#ui/icons.ts'
import { Button } from '#ui/light/Button.tsx'
import { Link } from '#ui/light/Link.tsx'
import { paths } from '../paths.ts'
import styles from './me.module.css'
import { useWords } from './words.ts'

async function download() {
  const mine = await api.get('/card/export')
  const file = new Blob([JSON.stringify(mine, null, 2)], { type: 'application/json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = 'mes-donnees.json'
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

export function MyData() {
  const w = useWords()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const get = async () => {
    setBusy(true)
    setProblem(undefined)
    await download().catch((error: unknown) => setProblem(failureOf(error).title))
    setBusy(false)
  }
  return (
    <div className={styles.fields}>
      <div className={styles.deed}>
        <Button kind="plain" full busy={busy} onClick={() => void get()}>
          <IconDownload size={20} stroke={1.75} aria-hidden="true" />
          {busy ? w('exporting') : w('export')}
        </Button>
        <small>{w('export_why')}</small>
        {problem && (
          <p role="alert" className={styles.problem}>
            {problem}
          </p>
        )}
      </div>
      <Link to={paths.leave} className={styles.leave}>
        {w('leave')}
      </Link>
    </div>
  )
}
