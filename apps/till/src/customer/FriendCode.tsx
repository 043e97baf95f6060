/** The code that a friend handed on: both are rewarded after the first purchase. */
import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import type { Person } from '../keep/shapes.ts'
import { bringFriend } from './extras.ts'
import { useWords } from './words.ts'
import styles from './customer.module.css'

export function FriendCode({ person, onDone }: { person: Person; onDone: () => void }) {
  const w = useWords()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  return (
    <form
      className={styles.friend}
      onSubmit={(event) => {
        event.preventDefault()
        if (code.trim() === '') return
        setBusy(true)
        void bringFriend(person, code).then((said) => {
          setBusy(false)
          if (said) setRefused(said)
          else onDone()
        })
      }}
    >
      <TextInput
        size="lg"
        label={w('friend_code')}
        autoComplete="off"
        autoCapitalize="characters"
        value={code}
        error={refused}
        onChange={(event) => {
          setCode(event.target.value)
          setRefused(null)
        }}
      />
      <Button type="submit" kind="plain" busy={busy}>
        {w('friend_take')}
      </Button>
    </form>
  )
}
