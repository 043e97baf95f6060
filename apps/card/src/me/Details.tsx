/** Each thing known, with its own way to change it; one at a time. */
import { useState, type ReactNode } from 'react'
import { IconCircleCheck, IconPencil } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { AddressForm, BirthDateForm, NameForm } from './DetailForms.tsx'
import styles from './me.module.css'
import { NewContactForm } from './NewContactForm.tsx'
import type { Me, useMe } from './use-me.ts'
import { useWords } from './words.ts'

type Mine = Pick<ReturnType<typeof useMe>, 'change' | 'verify'>
export type DetailKey = 'name' | 'email' | 'phone' | 'birth_date' | 'address'

export function Details({ me, ...mine }: { me: Me } & Mine) {
  const w = useWords()
  const f = useFormats()
  const [open, setOpen] = useState<DetailKey>()
  const [saved, setSaved] = useState(false)
  const close = (done: boolean) => {
    setOpen(undefined)
    setSaved(done)
  }
  const edit = (key: DetailKey) => {
    setSaved(false)
    setOpen(key)
  }
  const { line1, line2, postal_code, city } = me.address ?? {}
  const [email, phone] = [me.emails.at(-1), me.phones.at(-1)]
  const rows: [DetailKey, ReactNode, ReactNode][] = [
    [
      'name',
      [me.first_name, me.last_name].filter(Boolean).join(' '),
      <NameForm key="name" me={me} {...mine} close={close} />,
    ],
    [
      'phone',
      phone && (
        <Contact key="phone-value" value={f.phone(phone.value)} verified={phone.verified_at !== null} />
      ),
      <NewContactForm key="phone" kind="phone" {...mine} close={close} />,
    ],
    [
      'email',
      email && <Contact key="email-value" value={email.value} verified={email.verified_at !== null} />,
      <NewContactForm key="email" kind="email" {...mine} close={close} />,
    ],
    [
      'birth_date',
      me.birth_date && f.date(me.birth_date),
      <BirthDateForm key="birth" me={me} {...mine} close={close} />,
    ],
    [
      'address',
      [line1, line2, [postal_code, city].filter(Boolean).join(' ')].filter(Boolean).join(', '),
      <AddressForm key="address" me={me} {...mine} close={close} />,
    ],
  ]
  return (
    <div className={styles.box}>
      {rows.map(([key, value, form]) =>
        open === key ? (
          <div key={key} className={styles.form}>
            {form}
          </div>
        ) : (
          <div key={key} className={styles.detail}>
            <div>
              <small>{w(key)}</small>
              <div>{value || <span className={styles.soft}>{w('none')}</span>}</div>
            </div>
            <button
              type="button"
              className={styles.edit}
              aria-label={w('edit_named', { what: w(key) })}
              onClick={() => edit(key)}
            >
              <IconPencil size={20} stroke={1.75} aria-hidden="true" />
            </button>
          </div>
        ),
      )}
      <output className="spoken-only">{saved && w('saved')}</output>
    </div>
  )
}

function Contact({ value, verified }: { value: string; verified: boolean }) {
  const w = useWords()
  return (
    <span className={styles.contact}>
      {value}
      {verified && (
        <span className={styles.verified}>
          <IconCircleCheck size={18} stroke={1.75} aria-hidden="true" /> {w('verified')}
        </span>
      )}
    </span>
  )
}
