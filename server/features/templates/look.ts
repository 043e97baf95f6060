/** The colours of what is sent, from the shop's one colour: what is read is readable, by day and by night. */
import { contrast, mixed, readable } from '../../../ui/contrast.ts'
import type { Brand } from './schemas.ts'

export const GROUND = '#f6f3ec'
export const CARD = '#ffffff'
export const INK = '#1c2321'
export const SOFT = '#59625e'
export const LINE = '#e4e1d8'
export const NIGHT = {
  ground: '#14171a',
  card: '#1b1f23',
  ink: '#eceae4',
  soft: '#a9b0ac',
  line: '#343a3f',
} as const

const FONTS: Record<Brand['font'], string> = {
  humanist: "Figtree, 'Segoe UI', 'Helvetica Neue', Helvetica, Arial, sans-serif",
  serif: "Georgia, 'Times New Roman', serif",
  system: "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif",
}

export type Look = ReturnType<typeof lookOf>

export function lookOf({ primary, font, rounded }: Pick<Brand, 'primary' | 'font' | 'rounded'>) {
  const asked = primary ?? '#1f5c46'
  const on_brand = contrast(asked, '#ffffff') >= contrast(asked, INK) ? '#ffffff' : INK
  return {
    font: FONTS[font],
    radius: rounded ? 12 : 0,
    button_radius: rounded ? 8 : 0,
    /** For words on the card and on its tint. */
    accent: readable(asked, [CARD, GROUND, mixed(asked, CARD, 0.09)], 'darker'),
    accent_night: readable(asked, [NIGHT.card, mixed(asked, NIGHT.card, 0.18)], 'lighter', 5.5),
    brand: readable(asked, [on_brand], on_brand === INK ? 'lighter' : 'darker'),
    on_brand,
    tint: mixed(asked, CARD, 0.09),
    tint_night: mixed(asked, NIGHT.card, 0.18),
  }
}

/**
 * For readers at night. Mail programs that honour it take the first; Outlook on the web marks what it darkens with
 * data-ogsc, and the second gives it our colours instead of its own.
 */
export function nightStyle(look: Look): string {
  const rules = (at: string) =>
    [
      [`${at}.ground, ${at}.ground > table`, `background:${NIGHT.ground}`],
      [`${at}.card, ${at}.card > table, ${at}.plain, ${at}.plain > table`, `background:${NIGHT.card}`],
      [`${at}.tint, ${at}.tint > table`, `background:${look.tint_night}`],
      [`${at}.ink div, ${at}.ink td`, `color:${NIGHT.ink}`],
      [`${at}.soft div, ${at}.soft td, ${at}.soft a`, `color:${NIGHT.soft}`],
      [`${at}.ink a, ${at}.accent, ${at}.accent div`, `color:${look.accent_night}`],
      [`${at}.ink a.same, ${at}.soft a.same`, `color:${NIGHT.ink}`],
      [`${at}.fill`, `background:${look.accent_night}`],
      [`${at}.onbrand div, ${at}.onbrand a`, `color:${look.on_brand}`],
      [`${at}.edge p`, `border-top-color:${NIGHT.line}`],
      [`${at}.track`, `background:${NIGHT.line}`],
    ]
      .map(([where, what]) => `${where}{${what} !important}`)
      .join('\n')
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme: dark){
body{background:${NIGHT.ground} !important}
${rules('')}
}
${rules('[data-ogsc] ')}`
}
