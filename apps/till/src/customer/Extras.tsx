/** What is not a purchase: good deeds that earn, clubs to join, and the friend by whose code somebody came. */
import { useState } from 'react'
import { Modal } from '@mantine/core'
import { Button } from '#ui/light/Button.tsx'
import { houseWords } from '#ui/house-words.ts'
import { IconCheck } from '#ui/icons.ts'
import { useLanguage } from '#ui/words.ts'
import { nameOfActivity } from '../../../../server/features/activities/rules.ts'
import type { Bootstrap, Person } from '../keep/shapes.ts'
import { bootstrap } from '../keep/till.ts'
import { activitiesByHand } from './activities-by-hand.ts'
import { FriendCode } from './FriendCode.tsx'
import { joinClub, recordActivity } from './extras.ts'
import { useUnits } from './units.ts'
import { useWords } from './words.ts'
import styles from './customer.module.css'

type ExtrasProps = { person: Person; isNew: boolean; onClose: () => void }

export function Extras({ person, isNew, onClose }: ExtrasProps) {
  const w = useWords()
  const house = houseWords.useWords()
  const known = bootstrap.use()
  const units = useUnits()
  const deeds = units ? activitiesByHand(units.programme) : []
  const clubs = known?.clubs ?? []
  return (
    <Modal
      opened
      onClose={onClose}
      title={w('extras')}
      closeButtonProps={{ 'aria-label': house('close'), size: 48 }}
    >
      <div className={styles.extras}>
        {deeds.length > 0 && <Deeds person={person} deeds={deeds} onDone={onClose} />}
        {clubs.length > 0 && <Clubs person={person} clubs={clubs} />}
        {isNew && known?.friends && (
          <section>
            <h3>{w('friend')}</h3>
            <FriendCode person={person} onDone={onClose} />
          </section>
        )}
      </div>
    </Modal>
  )
}

type DeedsProps = {
  person: Person
  deeds: ReturnType<typeof activitiesByHand>
  onDone: () => void
}

function Deeds({ person, deeds, onDone }: DeedsProps) {
  const w = useWords()
  const units = useUnits()
  const language = useLanguage()
  const [busy, setBusy] = useState(false)
  const write = async (activity: string) => {
    setBusy(true)
    const name = nameOfActivity(activity, language)
    const done = await recordActivity(person, activity, name, (unit, count) => units?.say(unit, count) ?? '')
    setBusy(false)
    if (done) onDone()
  }
  return (
    <section>
      <h3>{w('activities')}</h3>
      <ul className={styles.purchases}>
        {deeds.map(({ activity, unit, units: count }) => (
          <li key={`${activity} ${unit}`}>
            <Button kind="plain" full busy={busy} onClick={() => void write(activity)}>
              <span className={styles.purchase}>{nameOfActivity(activity, language)}</span>
              <strong className="figures">+{units!.say(unit, count)}</strong>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Clubs({ person, clubs }: { person: Person; clubs: Bootstrap['clubs'] }) {
  const w = useWords()
  const [busy, setBusy] = useState<string | null>(null)
  const join = async (club: Bootstrap['clubs'][number]) => {
    setBusy(club.club_id)
    await joinClub(person, club)
    setBusy(null)
  }
  return (
    <section>
      <h3>{w('clubs')}</h3>
      <ul className={styles.clubs}>
        {clubs.map((club) => (
          <li key={club.club_id}>
            <span className={styles.what}>
              <strong>{club.name}</strong>
              {club.description && <span>{club.description}</span>}
            </span>
            {person.club_ids?.includes(club.club_id) ? (
              <span className={styles.member}>
                <IconCheck size={18} stroke={2} aria-hidden="true" />
                {w('club_member')}
              </span>
            ) : (
              <Button
                kind="plain"
                busy={busy === club.club_id}
                aria-label={w('club_join_named', { name: club.name })}
                onClick={() => void join(club)}
              >
                {w('club_join')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
