/** At most three sentences worth saying, each with its touch where there is something to do. */
import { fillPath, goTo } from '#ui/light/route.ts'
import { useNow } from '#ui/light/use-now.ts'
import { IconCalendar, IconClock, IconMessage } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import type { Person } from '../keep/shapes.ts'
import { bootstrap } from '../keep/till.ts'
import { paths } from '../paths.ts'
import { hintsFor } from './hints.ts'
import type { Hint } from './hints.ts'
import { useUnits } from './units.ts'
import { useWords } from './words.ts'
import styles from './customer.module.css'

const icons = { birthday: IconCalendar, expiring: IconClock, consent: IconMessage }

export function Hints({ person }: { person: Person }) {
  const w = useWords()
  const known = bootstrap.use()
  const now_ms = useNow(60_000)
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: known?.tenant.time_zone }).format(now_ms)
  const hints = hintsFor(person, today, known?.settings.ask_consents ?? [])
  if (hints.length === 0) return null
  return (
    <ul className={styles.hints}>
      {hints.map((hint) => {
        const Icon = icons[hint.kind]
        return (
          <li key={hint.kind === 'expiring' ? hint.unit : hint.kind}>
            <Icon size={20} stroke={1.75} aria-hidden="true" />
            <span>
              <Said hint={hint} />
            </span>
            {hint.kind === 'consent' && (
              <button
                type="button"
                onClick={() => goTo(fillPath(paths.welcome, { customer_id: person.customer_id }))}
              >
                {w('ask_consent')}
              </button>
            )}
          </li>
        )
      })}
    </ul>
  )
}

function Said({ hint }: { hint: Hint }) {
  const w = useWords()
  const f = useFormats()
  const units = useUnits()
  const now_ms = useNow(60_000)
  if (hint.kind === 'consent') return w('hint_consent')
  if (hint.kind === 'expiring') {
    const amount = units ? units.say(hint.unit, hint.units) : String(hint.units)
    return w('hint_expiring', { units: amount, when: f.relativeDay(hint.expires_at) })
  }
  if (hint.days === 0) return w('hint_birthday')
  return w('hint_birthday_soon', { when: f.relativeDay(now_ms + hint.days * 86_400_000) })
}
