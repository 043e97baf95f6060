/** A month to choose a day from. Loaded when somebody opens it. */
import { DatePicker } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/fr'
import { useDateWords } from '../date-words.ts'
import { useFormats, useLanguage } from '../words.ts'

type Props = { day: string | null; onDay: (day: string) => void; min?: string; max?: string }

export function DateCalendar({ day, onDay, min, max }: Props) {
  const w = useDateWords()
  const f = useFormats()
  return (
    <DatePicker
      locale={useLanguage()}
      value={day}
      defaultDate={day ?? min}
      minDate={min}
      maxDate={max}
      // A shop is open on Saturdays: no day is drawn apart.
      weekendDays={[]}
      onChange={(chosen) => chosen && onDay(chosen)}
      getDayAriaLabel={(one) => f.date(one)}
      getDayProps={(one) => (one === day ? { 'data-autofocus': true } : {})}
      ariaLabels={{
        previousMonth: w('month_before'),
        nextMonth: w('month_after'),
        previousYear: w('year_before'),
        nextYear: w('year_after'),
        previousDecade: w('decade_before'),
        nextDecade: w('decade_after'),
        monthLevelControl: w('choose_month'),
        yearLevelControl: w('choose_year'),
      }}
    />
  )
}
