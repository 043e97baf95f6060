/** What a simulation comes to, in a sentence or two that a shopkeeper says to somebody else. */
import { formatMoneyShort, formatPercent, type Language } from '../../../lib/money.ts'
import { thin } from '../../programmes/check.ts'
import type { Figures } from './figures.ts'

export function verdictOf(figures: Figures, currency: string): { fr: string; en: string } {
  return { fr: thin(said(figures, 'fr', currency)), en: said(figures, 'en', currency) }
}

/** To a tenth of a percent, to a whole one from ten on: no more is known. */
export function percentSaid(basis_points: number, l: Language): string {
  return formatPercent(
    basis_points >= 1000 ? Math.round(basis_points / 100) * 100 : Math.round(basis_points / 10) * 10,
    l,
  )
}

function said(figures: Figures, l: Language, currency: string): string {
  const { cost_cents, generosity_basis_points, break_even_basis_points, sales, rewards_given } = figures
  if (sales === 0)
    return l === 'fr'
      ? 'Aucune vente à rejouer sur cette période.'
      : 'There is no sale to replay in this time.'
  if (cost_cents === 0)
    return l === 'fr'
      ? 'Ce programme ne coûterait rien, et ne récompenserait personne.'
      : 'This programme would cost nothing, and reward nobody.'
  const share = percentSaid(generosity_basis_points, l)
  const money = formatMoneyShort(Math.round(cost_cents / 100) * 100, l, currency)
  const first =
    l === 'fr'
      ? `Ce programme coûterait ${share} de votre chiffre d’affaires, soit ${money}.`
      : `This programme would cost ${share} of your turnover, that is ${money}.`
  if (rewards_given === 0 && figures.used_cents === 0)
    return `${first} ${l === 'fr' ? 'Personne n’aurait encore eu de récompense.' : 'Nobody would have had a reward yet.'}`
  if (break_even_basis_points === null)
    return `${first} ${
      l === 'fr'
        ? 'C’est plus que votre marge : il ne se paierait jamais.'
        : 'That is more than your margin: it would never pay for itself.'
    }`
  const more = percentSaid(break_even_basis_points, l)
  return `${first} ${
    l === 'fr'
      ? `Il se paie si vos clients reviennent ${more} plus souvent.`
      : `It pays for itself if your customers come back ${more} more often.`
  }`
}
