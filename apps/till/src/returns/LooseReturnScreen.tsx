/** Goods whose sale is not known: a manager says what they are, what is given back for them, whose they were, and why. */
import { useEffect, useState } from 'react'
import { TextInput } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import { goTo } from '#ui/light/route.ts'
import { IconX } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { personOf, refreshPerson } from '../keep/people.ts'
import type { Person } from '../keep/shapes.ts'
import { isManager, shift } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { hearHere } from '../rest/take-scan.ts'
import { isSearch, useSearch } from '../rest/use-search.ts'
import { ProductField } from '../sale/ProductField.tsx'
import { Frame } from '../shell/Frame.tsx'
import { lock } from '../shift/shift.ts'
import { bodyOf, withProduct } from './loose.ts'
import type { LooseLine } from './loose.ts'
import { LooseLines } from './LooseLines.tsx'
import { queueLooseReturn } from './queue-back.ts'
import { Returned } from './Returned.tsx'
import { useSend } from './ReturnScreen.tsx'
import { useWords } from './words.ts'
import styles from './returns.module.css'

export function LooseReturnScreen() {
  const w = useWords()
  const seller = shift.use()
  if (isManager(seller?.staff_id ?? '')) return <LooseReturn />
  return (
    <Frame
      title={w('loose_title')}
      heading="narrow"
      actions={
        <>
          <Button kind="quiet" onClick={() => goTo(paths.returns)}>
            {w('cancel')}
          </Button>
          <Button onClick={lock}>{w('change_seller')}</Button>
        </>
      }
    >
      <div className={styles.find}>
        <p className={styles.soft}>{w('managers_only')}</p>
      </div>
    </Frame>
  )
}

function LooseReturn() {
  const w = useWords()
  const f = useFormats()
  const [lines, setLines] = useState<LooseLine[]>([])
  const [person, setPerson] = useState<Person | null>(null)
  const [reason, setReason] = useState('')
  const { answer, busy, send } = useSend()
  useEffect(
    () =>
      hearHere({
        onProduct: (product) => setLines((before) => withProduct(before, product)),
        onCustomer: (customer_id) => void whoIs(customer_id).then((found) => found && setPerson(found)),
      }),
    [],
  )
  if (answer) return <Returned answer={answer} />
  const total_cents = lines.reduce((sum, line) => sum + line.total_cents, 0)
  const ready = lines.length > 0 && reason.trim() !== ''
  const confirm = () => send(queueLooseReturn(bodyOf(lines, person, reason), person?.first_name ?? null))
  return (
    <Frame
      title={w('loose_title')}
      heading="wide"
      actions={
        <>
          <Button kind="quiet" onClick={() => goTo(paths.returns)}>
            {w('cancel')}
          </Button>
          <Button busy={busy} onClick={() => void confirm()} {...(!ready && { why_not: '' })}>
            {lines.length === 0 ? w('confirm') : w('confirm_amount', { amount: f.money(total_cents) })}
          </Button>
        </>
      }
    >
      <div className={styles.return}>
        <section>
          <h2>{w('goods')}</h2>
          <ProductField onChoose={(product) => setLines(withProduct(lines, product))} />
          <LooseLines lines={lines} onChange={setLines} />
        </section>
        <section>
          <Whose person={person} onChange={setPerson} />
          <TextInput
            size="lg"
            label={w('reason')}
            value={reason}
            maxLength={500}
            onChange={(event) => setReason(event.target.value)}
          />
          <p className={styles.soft}>{w('loose_lead')}</p>
        </section>
      </div>
    </Frame>
  )
}

/** On this device, else from the server; undefined when there is no network either. */
const whoIs = async (customer_id: string) =>
  personOf(customer_id) ?? (await refreshPerson(customer_id).catch(() => undefined))

type WhoseProps = { person: Person | null; onChange: (person: Person | null) => void }

function Whose({ person, onChange }: WhoseProps) {
  const w = useWords()
  const [text, setText] = useState('')
  const { found, settled } = useSearch(text)
  if (person)
    return (
      <div className={styles.whoseField}>
        <h2>{w('whose_it_is')}</h2>
        <div className={styles.chosen}>
          <strong>{[person.first_name, person.last_initial].filter(Boolean).join(' ')}</strong>
          <button type="button" aria-label={w('other_person')} onClick={() => onChange(null)}>
            <IconX size={20} stroke={1.75} aria-hidden="true" />
          </button>
        </div>
      </div>
    )
  const choose = (customer_id: string) => void whoIs(customer_id).then((one) => one && onChange(one))
  return (
    <div className={styles.whoseField}>
      <TextInput
        size="lg"
        label={w('whose')}
        placeholder={w('whose_hint')}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={isSearch(text) && settled && found.length === 0 && w('nobody')}
      />
      {isSearch(text) && found.length > 0 && (
        <ul className={styles.recent}>
          {found.slice(0, 4).map((one) => (
            <li key={one.customer_id}>
              <button type="button" onClick={() => choose(one.customer_id)}>
                <strong>{[one.first_name, one.last_name].filter(Boolean).join(' ')}</strong>
                <span className={styles.soft}>{one.hint}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
