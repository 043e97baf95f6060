/** Phone or e-mail, first name: the card is made, and the rest can wait. */
import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import { fillPath, goTo, usePath } from '#ui/light/route.ts'
import { openCustomer } from '../customer/open.ts'
import { bringFriend } from '../customer/extras.ts'
import { isEmail } from '../keep/hash.ts'
import type { Candidate } from '../keep/shapes.ts'
import { bootstrap } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { beginSale, draft, isBegun, setCustomer } from '../sale/draft.ts'
import { Frame } from '../shell/Frame.tsx'
import { tell } from '../shell/tell.ts'
import { isContact, makeCard } from './create.ts'
import { Twins } from './Twins.tsx'
import { useWords } from './words.ts'
import styles from './card.module.css'

/** What was typed in the search is where the card begins. */
function firstValues(q: string) {
  const isName = q !== '' && !/[\d@]/.test(q)
  return { contact: isName ? '' : q, first_name: isName ? q : '', last_name: '', friend_code: '' }
}

export function NewCardScreen() {
  const w = useWords()
  const { search } = usePath()
  const [values, setValues] = useState(() => firstValues(search.get('q') ?? ''))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)
  const [twins, setTwins] = useState<Candidate[]>([])
  const set = (change: Partial<typeof values>) => {
    setValues((before) => ({ ...before, ...change }))
    setTwins([])
    setRefusal(null)
  }
  const wrong = {
    contact: tried && !isContact(values.contact) ? w('contact_wrong') : null,
    first_name: tried && values.first_name.trim() === '' ? w('name_missing') : null,
  }
  const create = async (insist: boolean) => {
    setTried(true)
    if (!isContact(values.contact) || values.first_name.trim() === '') return
    setBusy(true)
    const made = await makeCard(values, insist).finally(() => setBusy(false))
    if ('candidates' in made) return setTwins(made.candidates)
    if ('refused' in made) return setRefusal(made.refused.problem.detail ?? made.refused.problem.title)
    if (values.friend_code.trim()) {
      const newcomer = { customer_id: made.customer_id, first_name: values.first_name.trim() }
      const why = await bringFriend(newcomer, values.friend_code)
      if (why) tell('note', w('friend_refused'), why)
    }
    if (isBegun(draft.get())) setCustomer(made.customer_id)
    else beginSale(made.customer_id)
    goTo(fillPath(paths.welcome, { customer_id: made.customer_id }), { replace: true })
  }
  return (
    <Frame
      title={w('title')}
      heading="narrow"
      actions={
        <>
          <Button kind="quiet" onClick={() => goTo(isBegun(draft.get()) ? paths.sale : paths.rest)}>
            {w('cancel')}
          </Button>
          <Button type="submit" form="new-card" busy={busy}>
            {w('create')}
          </Button>
        </>
      }
    >
      <form
        id="new-card"
        className={styles.form}
        noValidate
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault()
          void create(false)
        }}
      >
        <TextInput
          size="lg"
          label={w('contact')}
          placeholder={w('contact_hint')}
          inputMode={values.contact === '' || !isEmail(values.contact) ? 'text' : 'email'}
          autoCapitalize="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the seller came here to type it, with a queue behind
          autoFocus
          value={values.contact}
          error={wrong.contact}
          onChange={(event) => set({ contact: event.target.value })}
        />
        <div className={styles.names}>
          <TextInput
            size="lg"
            label={w('first_name')}
            autoCapitalize="words"
            value={values.first_name}
            error={wrong.first_name}
            onChange={(event) => set({ first_name: event.target.value })}
          />
          <TextInput
            size="lg"
            label={w('last_name')}
            autoCapitalize="words"
            value={values.last_name}
            onChange={(event) => set({ last_name: event.target.value })}
          />
        </div>
        {bootstrap.get()?.friends && (
          <TextInput
            size="lg"
            label={w('friend_code')}
            autoCapitalize="characters"
            value={values.friend_code}
            onChange={(event) => set({ friend_code: event.target.value })}
          />
        )}
        {refusal && (
          <p className={styles.refusal} role="alert">
            {w('refused')}. {refusal}
          </p>
        )}
        {twins.length > 0 && (
          <Twins candidates={twins} busy={busy} onThatOne={openCustomer} onInsist={() => void create(true)} />
        )}
        {/* Enter makes the card from any field; the button itself is at the foot of the screen. */}
        <button type="submit" className="spoken-only" tabIndex={-1} aria-hidden="true">
          {w('create')}
        </button>
      </form>
    </Frame>
  )
}
