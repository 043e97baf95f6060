/** Which sale comes back: by its receipt's code anywhere, by its number, or from the last ones. */
import { useEffect, useState } from 'react'
import { TextInput } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import { fillPath, goTo } from '#ui/light/route.ts'
import { IconChevronRight } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { salesToday } from '../keep/sales.ts'
import type { KeptSale } from '../keep/shapes.ts'
import { paths } from '../paths.ts'
import { Frame } from '../shell/Frame.tsx'
import { findByNumber } from './find-sale.ts'
import { useWords } from './words.ts'
import styles from './returns.module.css'

const SHOWN = 8

export function FindSaleScreen() {
  const w = useWords()
  const f = useFormats()
  const [number, setNumber] = useState('')
  const [problem, setProblem] = useState<'not_found' | 'offline' | null>(null)
  const [recent, setRecent] = useState<KeptSale[] | null>(null)
  useEffect(() => {
    let stopped = false
    void salesToday().then((all) => stopped || setRecent(all.reverse().slice(0, SHOWN)))
    return () => {
      stopped = true
    }
  }, [])
  const open = (sale_id: string) => goTo(fillPath(paths.return, { sale_id }))
  const look = async () => {
    const found = await findByNumber(number.trim().toUpperCase())
    if (typeof found === 'object') open(found.sale_id)
    else setProblem(found === 'none' ? 'not_found' : 'offline')
  }
  return (
    <Frame
      title={w('title')}
      heading="narrow"
      actions={
        <>
          <Button kind="quiet" onClick={() => goTo(paths.rest)}>
            {w('cancel')}
          </Button>
          <Button kind="plain" onClick={() => goTo(paths.loose_return)}>
            {w('without')}
          </Button>
        </>
      }
    >
      <div className={styles.find}>
        <p className={styles.soft}>{w('find_lead')}</p>
        <form
          className={styles.number}
          onSubmit={(event) => {
            event.preventDefault()
            if (number.trim()) void look()
          }}
        >
          <TextInput
            size="lg"
            label={w('number')}
            placeholder={w('number_hint')}
            autoCapitalize="characters"
            value={number}
            error={problem && w(problem)}
            onChange={(event) => {
              setNumber(event.target.value)
              setProblem(null)
            }}
          />
          <Button type="submit" kind="plain">
            {w('search')}
          </Button>
        </form>
        <h2>{w('recent')}</h2>
        {recent?.length === 0 && <p className={styles.soft}>{w('none')}</p>}
        <ul className={styles.recent}>
          {recent?.map((sale) => (
            <li key={sale.sale_id}>
              <button type="button" onClick={() => open(sale.sale_id)}>
                <span className="figures">{f.time(sale.occurred_at)}</span>
                <span className={styles.whose}>{sale.answer.customer?.first_name ?? w('no_card')}</span>
                <strong className="figures">{f.money(sale.answer.total_cents)}</strong>
                <IconChevronRight size={20} stroke={1.75} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Frame>
  )
}
