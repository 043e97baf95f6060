/** A new e-mail or mobile counts once its code came back: nobody puts another's address on a card. */
import { useState } from 'react'
import { Field } from '../shell/Field.tsx'
import { CodeField } from '../sign-in/CodeField.tsx'
import { EditForm } from './EditForm.tsx'
import styles from './me.module.css'
import type { useMe, Waiting } from './use-me.ts'
import { useWords } from './words.ts'

type Props = Pick<ReturnType<typeof useMe>, 'change' | 'verify'> & {
  kind: 'email' | 'phone'
  close: (done: boolean) => void
}

export function NewContactForm({ kind, change, verify, close }: Props) {
  const w = useWords()
  const [value, setValue] = useState('')
  const [code, setCode] = useState('')
  const [waiting, setWaiting] = useState<Waiting>()
  if (waiting)
    return (
      <EditForm
        key="code"
        label={w('confirm')}
        cancel={() => close(false)}
        save={async () => {
          await verify(waiting.recipient, code)
          close(true)
        }}
      >
        <p className={styles.soft}>{w('code_sent', { recipient: value.trim() })}</p>
        <CodeField label={w('code_label')} value={code} onChange={setCode} />
      </EditForm>
    )
  return (
    <EditForm
      key="value"
      label={w('send_code')}
      cancel={() => close(false)}
      save={async () => setWaiting(await change(kind === 'email' ? { email: value } : { phone: value }))}
    >
      <Field
        label={w(kind === 'email' ? 'new_email' : 'new_phone')}
        type={kind === 'email' ? 'email' : 'tel'}
        autoComplete={kind === 'email' ? 'email' : 'tel'}
        value={value}
        onChange={({ target }) => setValue(target.value)}
      />
    </EditForm>
  )
}
