/** What a value or a condition is called where it stands in the words. */
import { nameOfValue, type ValueName } from './chips.ts'
import type { Show } from './chips-dom.ts'
import { DEVICE, DEVICES, readCondition, type Asked, type Comparison } from './conditions.ts'
import type { useWords } from './words.ts'

type Words = ReturnType<typeof useWords>

const COMPARED = {
  '==': 'asked_is',
  '!=': 'asked_is_not',
  '>': 'asked_above',
  '>=': 'asked_at_least',
  '<': 'asked_below',
  '<=': 'asked_at_most',
  contains: 'asked_holds',
} as const satisfies Record<Comparison, string>

/** What a reader may have as a whole, of which the menu offers the parts. */
const WHOLES = [
  'expiring',
  'last_purchase',
  'next_reward',
  'promotions',
  'store',
  'tier',
  'voucher',
  'vouchers',
] as const

export const showChip =
  (w: Words, values: readonly ValueName[]): Show =>
  (raw, kind) => {
    if (kind === 'condition') {
      const text = sayCondition(w, raw, values)
      return { text, label: w('condition_mark', { condition: text }) }
    }
    const { name, otherwise } = nameOfValue(raw, values)
    const text = otherwise === null ? name : w('value_otherwise', { name, otherwise })
    return { text, label: w('value_mark', { name: text }) }
  }

function sayCondition(w: Words, raw: string, values: readonly ValueName[]): string {
  const wholes = WHOLES.map((value) => ({ value, name: w(`whole_${value}`) }))
  const condition = readCondition(raw, [...values, ...wholes])
  switch (condition.kind) {
    case 'else':
      return w('condition_else')
    case 'end':
      return w('condition_end')
    case 'written':
      return condition.code
    default:
      return w(`condition_${condition.kind}`, {
        asked: condition.asked.map((one) => sayAsked(w, one)).join(' '),
      })
  }
}

function sayAsked(w: Words, { name, is, by }: Asked): string {
  const said =
    sayDevice(w, { name, is }) ??
    (is ? w(COMPARED[is.comparison], { name, to: is.to }) : w('asked_has', { name }))
  return by ? `${w(`asked_${by}`)} ${said}` : said
}

/** undefined where something else is asked. */
function sayDevice(w: Words, { name, is }: Pick<Asked, 'name' | 'is'>): string | undefined {
  const device = DEVICES.find((one) => name === DEVICE && one === is?.to)
  if (device && is?.comparison === '==') return w(`asked_${device}`)
  if (device && is?.comparison === '!=') return w(`asked_not_${device}`)
  return undefined
}
