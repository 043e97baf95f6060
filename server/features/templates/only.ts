/** A block for some readers: by what they read on, the season, the weather, their store, their tier. */
import { code, type Made, type Making } from './block-parts.ts'
import type { Only } from './schemas.ts'

export function shownOnly(making: Making, only: Only, { mjml, text }: Made): Made {
  // Which screen it is only the mail program knows: the style decides, and the plain text has both.
  if (only.by === 'device')
    return {
      mjml: mjml.replaceAll('<mj-section css-class="', `<mj-section css-class="only-${only.device} `),
      text,
    }
  const open = code(making, `{% if ${conditionOf(making, only)} %}`)
  const close = code(making, '{% endif %}')
  return { mjml: `<mj-raw>${open}</mj-raw>${mjml}<mj-raw>${close}</mj-raw>`, text: `${open}${text}${close}` }
}

function conditionOf(making: Making, only: Exclude<Only, { by: 'device' }>): string {
  if (only.by === 'season') return only.seasons.map((one) => `season == "${one}"`).join(' or ')
  if (only.by === 'weather') {
    const kinds = only.kinds.map((one) => `context.weather.kind == "${one}"`)
    return [...kinds, ...(only.unknown ? ['context.weather.kind == nil'] : [])].join(' or ')
  }
  if (only.by === 'store') return only.store_ids.map((one) => `store.store_id == "${one}"`).join(' or ')
  // What the shop calls its tiers is kept beside the template, never written into it.
  return only.tiers.map((one) => `tier.name == ${named(making, one)}`).join(' or ')
}

function named(making: Making, words: string): string {
  const name = `w${Object.keys(making.fixed).length}`
  making.fixed[name] = words
  return `fixed.${name}`
}

export const DEVICE_STYLE = `@media (max-width:479px){.only-desk{display:none !important}}
@media (min-width:480px){.only-phone{display:none !important}}`
