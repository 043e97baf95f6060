/** How the verdict moves with what nobody knows: how many more visits it brings, and how many rewards are used. */
import type { Programme } from '../../programmes/programme.ts'
import { scaled, type Behaviour } from './behaviour.ts'
import type { SalesLog } from './columns.ts'
import { basisPoints, costByAccount, sum, type Figures } from './figures.ts'
import type { Margin, Outlook } from './outlook.ts'
import type { Replaying } from './replay.ts'
import type { Prices } from './worth.ts'

const UPLIFTS = [-0.05, 0.02, 0.05, 0.1, 0.2]
const REDEMPTIONS = [0.75, 1.25]

export type Sensitivity = {
  uplift: {
    uplift_basis_points: number
    cost_cents: number
    added_margin_cents: number
    net_cents: number
    /** Of the cost, what goes to visits that would have been made anyway. */
    on_existing_basis_points: number
  }[]
  redemption: { factor_basis_points: number; cost_cents: number; generosity_basis_points: number }[]
}

export type Scene = {
  log: SalesLog
  outlook: Outlook
  margin: Margin
  prices: Prices
  programme: Programme
  behaviour: Behaviour
  /** Share of members looked at for what is asked many times. */
  sample: number
  replay: Replaying
}

export const REPLAYS = UPLIFTS.length + REDEMPTIONS.length + 1

export function* sensing(scene: Scene, figures: Figures): Generator<number, Sensitivity> {
  const { replay, programme, behaviour, prices, sample, outlook } = scene
  const plain = yield* replay({ programme, behaviour, prices, sample })
  const base = sum(costByAccount(programme, behaviour, plain))
  // The sample's replays say by how much; the whole's says of what.
  const grown = (cost: number) => (base <= 0 ? figures.cost_cents : (figures.cost_cents * cost) / base)
  const uplift: Sensitivity['uplift'] = [
    {
      uplift_basis_points: 0,
      cost_cents: figures.cost_cents,
      added_margin_cents: 0,
      net_cents: -figures.cost_cents,
      on_existing_basis_points: 10_000,
    },
  ]
  for (const more of UPLIFTS) {
    const tally = yield* replay({ programme, behaviour, prices, sample, uplift: more })
    const cost_cents = Math.round(grown(sum(costByAccount(programme, behaviour, tally))))
    const added_margin_cents = Math.round(more * outlook.margin_cents)
    const used = sum(tally.used)
    uplift.push({
      uplift_basis_points: Math.round(more * 10_000),
      cost_cents,
      added_margin_cents,
      net_cents: added_margin_cents - cost_cents,
      on_existing_basis_points: used <= 0 ? 10_000 : basisPoints(used - tally.extra_used_cents, used),
    })
  }
  const redemption: Sensitivity['redemption'] = [
    {
      factor_basis_points: 10_000,
      cost_cents: figures.cost_cents,
      generosity_basis_points: figures.generosity_basis_points,
    },
  ]
  for (const factor of REDEMPTIONS) {
    const other = scaled(behaviour, factor)
    const tally = yield* replay({ programme, behaviour: other, prices, sample })
    const cost_cents = Math.round(grown(sum(costByAccount(programme, other, tally))))
    redemption.push({
      factor_basis_points: Math.round(factor * 10_000),
      cost_cents,
      generosity_basis_points: basisPoints(cost_cents, figures.turnover_cents),
    })
  }
  uplift.sort((a, b) => a.uplift_basis_points - b.uplift_basis_points)
  redemption.sort((a, b) => a.factor_basis_points - b.factor_basis_points)
  return { uplift, redemption }
}
