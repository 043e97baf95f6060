/**
 * A shop's own colour, made readable. The shop chooses one colour; words and buttons must stay legible in
 * light and in dark, so the colour is moved as little as possible and the settings page says so.
 */
import { contrast, normalHex, READABLE, readable } from './contrast.ts'

export const GROUND_LIGHT = '#fbfaf7'
export const GROUND_DARK = '#14171a'
const INK = '#1c2321'
const ON_PRIMARY_DARK = '#0f1f18'
/** More than the rule asks: a dark colour that only just reads looks dirty on a dark ground. */
const READABLE_AT_NIGHT = 6.5
/** Words also stand on --primary-tint, 9 % of the colour: with this much on the ground they read there too. */
export const READABLE_BY_DAY = 5.15
const HOUSE_PRIMARY = '#1f5c46'

export type TenantTheme = {
  asked: string
  /** For words and buttons on the light ground; white reads on it. */
  primary_light: string
  /** The same on the dark ground; near-black reads on it. */
  primary_dark: string
  /** For large faces, such as the card: as near to what was asked as any ink allows. */
  brand: string
  on_brand: string
  /** True when what buttons show in light is not exactly what was asked. */
  changed: boolean
}

export function tenantTheme({ primary }: { primary: string }): TenantTheme {
  const asked = normalHex(primary) ?? HOUSE_PRIMARY
  const primary_light = readable(asked, [GROUND_LIGHT, '#ffffff'], 'darker', READABLE_BY_DAY)
  const primary_dark = readable(
    asked,
    [GROUND_DARK, '#1b1f23', ON_PRIMARY_DARK],
    'lighter',
    READABLE_AT_NIGHT,
  )
  const inks = ['#ffffff', INK].sort((a, b) => contrast(asked, b) - contrast(asked, a))
  const on_brand = contrast(asked, '#ffffff') >= READABLE ? '#ffffff' : inks[0]!
  const brand = readable(asked, [on_brand], on_brand === INK ? 'lighter' : 'darker')
  return { asked, primary_light, primary_dark, brand, on_brand, changed: primary_light !== asked }
}

/** Puts the shop's colours on the page, and returns what was put there. */
export function applyTenantTheme(wish: { primary: string }, root = document.documentElement): TenantTheme {
  const theme = tenantTheme(wish)
  root.style.setProperty('--primary-light', theme.primary_light)
  root.style.setProperty('--primary-dark', theme.primary_dark)
  root.style.setProperty('--brand', theme.brand)
  root.style.setProperty('--on-brand', theme.on_brand)
  return theme
}
