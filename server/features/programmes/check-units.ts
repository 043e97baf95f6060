/** What is counted: how long it lasts, what it pays, how much of it may be earned. */
import type { Report } from './check-sentences.ts'
import { CENTS_MAX, checkWhole, DAYS_MAX, dayNumber, isDayOfYear } from './check-values.ts'
import type { Cap, Expiry, Programme, Unit } from './programme.ts'

const MONTHS_MAX = 600
const PERIODS_MAX = 120
/** The shortest of each: what is earned on the last day of a period has none of it left. */
const DAYS_OF = { month: 28, quarter: 90, year: 365 } as const

export function checkUnit(
  unit: Unit,
  { rewards }: Programme,
  path: string,
  report: Report,
  today?: string,
): void {
  // Lots of these keys are a ladder's.
  if (unit.unit.startsWith('tier_')) report('id_reserved', `${path}.unit`)
  checkWhole(unit.pending_days, 0, DAYS_MAX, `${path}.pending_days`, report)
  checkExpiry(unit.expiry, `${path}.expiry`, report, today)
  if (unit.pending_days > Math.max(0, shortestLife(unit.expiry)))
    report('expires_before_available', `${path}.pending_days`)
  checkCaps(unit.caps, `${path}.caps`, report)
  checkPays(unit, `${path}.pays`, report)
  if (unit.kind === 'money' && !unit.pays && !rewards.some((reward) => reward.unit === unit.unit))
    report('pays_missing', `${path}.pays`)
}

const alike = (name: string) => name.trim().toLocaleLowerCase('fr')

/** Two of one kind are told apart by what the shop calls them; one alone needs no name, and keeps it for later. */
export function checkUnitNames({ units }: Programme, report: Report): void {
  units.forEach(({ kind, name }, n) => {
    const others = units.filter((one, at) => one.kind === kind && at !== n)
    if (others.length === 0 || name === undefined) return
    if (name.trim() === '') report('unit_name_missing', `units.${n}.name`)
    else if (others.some((one) => alike(one.name ?? one.unit) === alike(name)))
      report('unit_name_duplicate', `units.${n}.name`)
  })
}

function checkExpiry(expiry: Expiry, path: string, report: Report, today?: string): void {
  switch (expiry.kind) {
    case 'never':
      return
    case 'rolling':
    case 'inactivity':
      return checkWhole(expiry.months, 1, MONTHS_MAX, `${path}.months`, report)
    case 'calendar':
      return checkWhole(expiry.plus, 0, PERIODS_MAX, `${path}.plus`, report)
    case 'yearly': {
      const { month, day } = expiry
      const written = [month, day].map((n) => String(n).padStart(2, '0')).join('-')
      if (!isDayOfYear(written)) report('date_unknown', `${path}.day`)
      return checkWhole(expiry.months_min, 0, PERIODS_MAX, `${path}.months_min`, report)
    }
    case 'date':
      if (Number.isNaN(dayNumber(expiry.on))) report('date_unknown', `${path}.on`)
      else if (today !== undefined && expiry.on < today) report('date_past', `${path}.on`)
  }
}

/** Whole days that anything earned is surely good for; beyond it some would wait longer than it lives. */
function shortestLife(expiry: Expiry): number {
  switch (expiry.kind) {
    // The shortest month has 28 days, and the last day is included.
    case 'rolling':
    case 'inactivity':
      return expiry.months * 28
    case 'calendar':
      return expiry.plus * DAYS_OF[expiry.end_of]
    case 'yearly':
      return expiry.months_min * 28
    // What is earned near the end of a fixed day is few, and the shop said which day.
    case 'date':
    case 'never':
      return Infinity
  }
}

export function checkCaps(caps: Cap[] = [], path: string, report: Report): void {
  caps.forEach(({ per, units_max }, n) => {
    if (units_max === 0) report('cap_zero', `${path}.${n}.units_max`)
    else checkWhole(units_max, 1, CENTS_MAX, `${path}.${n}.units_max`, report)
    if (caps.findIndex((one) => one.per === per) < n) report('cap_duplicate', `${path}.${n}.per`)
  })
}

function checkPays({ kind, pays }: Unit, path: string, report: Report): void {
  if (!pays) return
  const { units, cents, units_min, share_max_basis_points } = pays
  if (kind === 'spend') report('pays_not_spend', path)
  if (units === 0) report('pays_zero', `${path}.units`)
  else checkWhole(units, 1, CENTS_MAX, `${path}.units`, report)
  if (cents === 0) report('pays_zero', `${path}.cents`)
  else checkWhole(cents, 1, CENTS_MAX, `${path}.cents`, report)
  if (kind === 'money' && units !== cents) report('pays_face_value', `${path}.cents`)
  checkWhole(units_min, 0, CENTS_MAX, `${path}.units_min`, report)
  checkWhole(share_max_basis_points, 1, 10_000, `${path}.share_max_basis_points`, report)
}
