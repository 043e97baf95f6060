/** What earns without a purchase, written down by one touch: a bag brought back, a visit, a gift to a cause. */
import { useState } from 'react'
import { Modal } from '@mantine/core'
import { api, ApiError } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import { houseWords } from '#ui/house-words.ts'
import { useLanguage } from '#ui/words.ts'
import { nameOfActivity } from '../../../../server/features/activities/rules.ts'
import { newId } from '../../../../server/lib/id.ts'
import { keepPerson } from '../keep/people.ts'
import type { Person } from '../keep/shapes.ts'
import { reaching } from '../keep/till.ts'
import { tell } from '../shell/tell.ts'
import { activitiesByHand } from './activities-by-hand.ts'
import { useUnits } from './units.ts'
import { useWords } from './words.ts'
import styles from './customer.module.css'

export function Activities({ person, onClose }: { person: Person; onClose: () => void }) {
  const w = useWords()
  const house = houseWords.useWords()
  const units = useUnits()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const write = async (activity: string) => {
    setBusy(true)
    try {
      const params = { customer_id: person.customer_id, activity_id: newId() }
      const body = { activity, occurred_at: new Date().toISOString() }
      const said = await reaching(
        api.put('/customers/{customer_id}/activities/{activity_id}', { params, body }),
      )
      const earned = said.earned.map((one) => `+${units?.say(one.unit, one.units) ?? one.units}`).join(', ')
      const accounts = person.accounts.map((account) => ({
        ...account,
        available:
          account.available +
          said.earned
            .filter((one) => one.unit === account.unit && isNow(one.available_at))
            .reduce((sum, one) => sum + one.units, 0),
      }))
      await keepPerson({ ...person, accounts })
      tell('done', nameOfActivity(activity, language), earned || w('activity_gave_nothing'))
      onClose()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      tell('wrong', w('activity_refused'), error.problem.detail ?? error.problem.title)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={w('activities')}
      closeButtonProps={{ 'aria-label': house('close'), size: 48 }}
    >
      <ul className={styles.purchases}>
        {activitiesByHand(units!.programme).map(({ activity, unit, units: count }) => (
          <li key={`${activity} ${unit}`}>
            <Button kind="plain" full busy={busy} onClick={() => void write(activity)}>
              <span className={styles.purchase}>{nameOfActivity(activity, language)}</span>
              <strong className="figures">+{units!.say(unit, count)}</strong>
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  )
}

const isNow = (at: string | null) => at === null || Date.parse(at) <= Date.now()
