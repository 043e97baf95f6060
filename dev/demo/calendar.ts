/** How busy a day is in a clothes shop, and what is reduced on it. Days are local days, as in server/lib/time.ts. */
import { dayOfIsoDate, isoDate } from '../../server/lib/time.ts'
import {
  publicHolidays,
  WEEKDAYS,
  type Exception,
  type OpeningHours,
} from '../../server/features/stores/rules.ts'

const WEEK_OF_SHOPPING = {
  monday: 0.5,
  tuesday: 0.75,
  wednesday: 1.05,
  thursday: 0.8,
  friday: 1.05,
  saturday: 1.9,
  sunday: 0,
}
/** January to December: the sales, spring, a quiet August, la rentrée, Christmas. */
const MONTHS = [1.05, 0.75, 0.9, 1, 1.05, 1, 1.05, 0.6, 1.25, 1.05, 1.05, 1.5]

// 1 January 1970 was a Thursday.
export const weekdayOf = (day: number) => WEEKDAYS[(((day + 3) % 7) + 7) % 7]!
const yearOf = (day: number) => Number(isoDate(day).slice(0, 4))
const monthOf = (day: number) => Number(isoDate(day).slice(5, 7))

/**
 * The sales of winter and summer, four weeks each (Code de commerce, D310-15-2): from the second Wednesday of January, the
 * first when that is after the 12th; from the last Wednesday of June, the one before when that is after the 28th.
 */
export function saleWeeksFrom(year: number): { winter: number; summer: number } {
  const january = dayOfIsoDate(`${year}-01-01`)
  const first = january + ((2 - WEEKDAYS.indexOf(weekdayOf(january)) + 7) % 7)
  const winter = first + 7 > january + 11 ? first : first + 7
  const lastOfJune = dayOfIsoDate(`${year}-06-30`)
  const last = lastOfJune - ((WEEKDAYS.indexOf(weekdayOf(lastOfJune)) - 2 + 7) % 7)
  const summer = last > lastOfJune - 2 ? last - 7 : last
  return { winter, summer }
}

const SALE_DAYS = 28

/** 0 outside; else which week of the sales it is, from 1. */
export function saleWeek(day: number): number {
  const { winter, summer } = saleWeeksFrom(yearOf(day))
  for (const from of [winter, summer])
    if (day >= from && day < from + SALE_DAYS) return Math.floor((day - from) / 7) + 1
  return 0
}

/** Four private sales a year, for holders of a card: Thursday to Saturday, in the third week of these months. */
export const isPrivateSale = (day: number): boolean => {
  if (![3, 5, 10, 11].includes(monthOf(day))) return false
  const date = Number(isoDate(day).slice(8))
  const thursday = date - (WEEKDAYS.indexOf(weekdayOf(day)) - 3)
  return ['thursday', 'friday', 'saturday'].includes(weekdayOf(day)) && thursday >= 15 && thursday <= 21
}

/** 1 on an ordinary day, 0 when the shops are closed; a private sale only draws those who were invited. */
export function busyness(day: number): number {
  if (closedOn(day)) return 0
  const sales = [1, 2.1, 1.5, 1.2, 1.1][saleWeek(day)]!
  const christmas =
    monthOf(day) === 12 && Number(isoDate(day).slice(8)) >= 15 && Number(isoDate(day).slice(8)) <= 24
      ? 1.5
      : 1
  return WEEK_OF_SHOPPING[weekdayOf(day)] * MONTHS[monthOf(day) - 1]! * sales * christmas
}

/** Clothes of the cold months from September to February. */
export const isWinter = (day: number) => monthOf(day) >= 9 || monthOf(day) <= 2

const CLOSED_ON = new Set(['01-01', '05-01', '07-14', '11-01', '11-11', '12-25', '08-15'])
const closedOn = (day: number) => weekdayOf(day) === 'sunday' || CLOSED_ON.has(isoDate(day).slice(5))

/** The holidays on which the shops stay closed, for the years that a customer may look at. */
export function holidaysFrom(year: number): Exception[] {
  return [year, year + 1].flatMap((one) =>
    publicHolidays(one)
      .filter(({ date }) => CLOSED_ON.has(date.slice(5)))
      .map(({ date, label }) => ({ from: date, to: date, label: label.fr, hours: [] })),
  )
}

const allDay: OpeningHours['monday'] = [['10:00', '19:00']]
export const CENTRE_HOURS: OpeningHours = {
  monday: [['14:00', '19:00']],
  tuesday: allDay,
  wednesday: allDay,
  thursday: allDay,
  friday: allDay,
  saturday: allDay,
}
export const BELLEVUE_HOURS: OpeningHours = {
  monday: [['14:30', '19:00']],
  tuesday: [
    ['09:30', '12:30'],
    ['14:30', '19:00'],
  ],
  wednesday: [
    ['09:30', '12:30'],
    ['14:30', '19:00'],
  ],
  thursday: [
    ['09:30', '12:30'],
    ['14:30', '19:00'],
  ],
  friday: [
    ['09:30', '12:30'],
    ['14:30', '19:00'],
  ],
  saturday: [['09:30', '19:00']],
}
