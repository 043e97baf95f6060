/** A whole simulation: several programmes on one log, each with its figures, what they depend on, its traps and advice. */
import type { Language } from '../../../lib/money.ts'
import type { Programme } from '../../programmes/programme.ts'
import type { Behaviour } from './behaviour.ts'
import type { SalesLog } from './columns.ts'
import { figuresOf, type Figures } from './figures.ts'
import type { Margin, Outlook } from './outlook.ts'
import { PROPOSAL_TRIES, proposing, type Proposal } from './propose.ts'
import { replaying, type Replaying } from './replay.ts'
import { REPLAYS, sensing, type Scene, type Sensitivity } from './sensitivity.ts'
import { suggesting, type Suggestion } from './suggest.ts'
import type { Trap } from './trap.ts'
import { lookingForTraps } from './traps.ts'
import { verdictOf } from './verdict.ts'
import { pricesOf } from './worth.ts'

export type Variant = { variant_id: string; name: string; programme: Programme | null }

export type VariantResult = {
  variant_id: string
  name: string
  programme: Programme
  /** Only of a proposal: why it is so. */
  reasons: { fr: string; en: string }[]
  verdict: { fr: string; en: string }
  figures: Figures
  sensitivity: Sensitivity
  traps: Trap[]
  suggestions: Suggestion[]
}

export type Wish = {
  variants: Variant[]
  behaviour: Behaviour
  margin: Margin
  budget_basis_points: number | null
  currency: string
  language: Language
  newId: () => string
  outlook: Outlook
  /** What replays; missing: this thread. */
  replay?: Replaying
}

/** Sales that what is asked many times is asked of; the rest is sampled away, by member. */
const SENSED = 40_000
const SEARCHED = 20_000
/** Replays of the sample that one search for advice takes, about. */
const TRIES = 16
/** Replays of the larger sample that check what it found. */
const CHECKED = 3

export type Step = { done: number; total: number }

/** Yields how far it is, in sales replayed. */
export function* simulating(log: SalesLog, wish: Wish): Generator<Step, VariantResult[]> {
  const { behaviour, margin, currency, budget_basis_points, outlook } = wish
  const replay = wish.replay ?? ((options) => replaying(log, options))
  const prices = pricesOf(log)
  const sample = Math.min(1, SENSED / Math.max(1, log.sales))
  const search = Math.min(1, SEARCHED / Math.max(1, log.sales))
  const sensed = log.sales * sample * (REPLAYS + 1)
  const searched = log.sales * (search * TRIES + sample * CHECKED)
  const proposed = log.sales * search * PROPOSAL_TRIES
  const each = log.sales + sensed + searched
  const proposals = wish.variants.filter(({ programme }) => programme === null).length
  const total = Math.max(1, Math.round(wish.variants.length * each + proposals * proposed))
  let before = 0
  let done = 0

  /** Within one variant the count only grows, and a part never says more than was set aside for it. */
  function* counted<T>(work: Generator<number, T>, share: number): Generator<Step, T> {
    // Whole, as it is kept: a part's share of a sample is none by itself.
    const [start, end] = [done, Math.min(total, Math.round(before + share))]
    let last = 0
    let sum = 0
    for (;;) {
      const step = work.next()
      if (step.done) {
        done = Math.max(done, end)
        return step.value
      }
      sum += step.value >= last ? step.value - last : step.value
      last = step.value
      done = Math.max(done, Math.min(end, Math.round(start + sum)))
      yield { done, total }
    }
  }

  const results: VariantResult[] = []
  for (const variant of wish.variants) {
    done = Math.round(before)
    const common = { log, outlook, margin, prices, behaviour, currency, budget_basis_points, replay }
    let proposal: Proposal | null = null
    if (variant.programme === null) {
      const asked = { ...common, sample, search, newId: wish.newId, language: wish.language }
      proposal = yield* counted(proposing(asked), proposed)
      before += proposed
    }
    const programme = variant.programme ?? proposal?.programme
    if (!programme) continue
    const scene: Scene = { log, outlook, margin, prices, programme, behaviour, sample, replay }
    const tally = yield* counted(replay({ programme, behaviour, prices }), log.sales)
    const figures = figuresOf({ log, outlook, programme, behaviour, tally })
    const sensitivity = yield* counted(sensing(scene, figures), log.sales + sensed)
    const traps = yield* counted(lookingForTraps({ ...scene, figures, tally, currency }), log.sales + sensed)
    const suggestions = yield* counted(
      suggesting({ ...scene, search, currency, budget_basis_points }, figures),
      each,
    )
    before += each
    results.push({
      variant_id: variant.variant_id,
      name: variant.name,
      programme,
      reasons: proposal?.reasonsFor(figures) ?? [],
      verdict: verdictOf(figures, currency),
      figures,
      sensitivity,
      traps,
      suggestions,
    })
  }
  return results
}
