/** A small change of the catalogue: one reward added, changed or retired is the next version of the programme. */
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../platform/database.ts'
import { findProgramme, withdrawProgramme, writeProgramme } from './actions.ts'
import { instantAfter } from './begins.ts'
import type { Programme, Reward } from './programme.ts'
import { findNewestVersion, listKnownRewards, listVersions, type Version } from './queries.ts'
import { refuse } from './refusals.ts'

type Change = {
  reward_id: string
  /** The newest version that whoever changes it has seen; 0 sees none. */
  seen_version: number
  /** null retires it. */
  reward: Reward | null
}

const rewardIn = (version: Version | undefined, reward_id: string) =>
  version?.programme.rewards.find((one) => one.reward_id === reward_id)

/**
 * Changes one reward in the version in force and in every one that is to come, and nothing else in them. Others may
 * have changed other rewards since `seen_version`; where this very reward differs from what was seen, it throws
 * `reward_differs`. Asked again it writes nothing. Throws `programme_version_taken` when somebody writes at the same
 * instant: then it is to be asked again. What was taken before keeps its words: they are on its voucher.
 */
export async function changeReward(ctx: Context, change: Change): Promise<{ version: number }> {
  const { reward_id, reward, seen_version } = change
  const all = await listVersions(ctx)
  const standing = all.filter((version) => !version.withdrawn_at)
  const now = instantAfter(ctx.now, standing)
  const inForce = latest(standing.filter((version) => version.effective_at <= now))
  const coming = byStart(standing.filter((version) => version.effective_at > now))
  const targets = [...(inForce ? [inForce] : []), ...coming]
  if (targets.length === 0) throw refuse('programme_not_found')

  const wanted = withoutBlanks(reward)
  const stale = targets.filter(
    (version) => !isDeepStrictEqual(withoutBlanks(rewardIn(version, reward_id)), wanted),
  )
  const newest = all[0]!.version
  if (stale.length === 0) return { version: newest }
  const seen = withoutBlanks(
    rewardIn(
      all.find((version) => version.version <= seen_version),
      reward_id,
    ),
  )
  const known = stale.every(
    (version) =>
      version.version <= seen_version || isDeepStrictEqual(withoutBlanks(rewardIn(version, reward_id)), seen),
  )
  if (!known) throw refuse('reward_differs', { version: newest })

  let version = newest
  for (const target of stale) {
    version += 1
    const isComing = target.effective_at > now
    const programme = withReward(target.programme, reward_id, reward)
    const effective_at = isComing ? target.effective_at : now
    await writeProgramme(ctx, { version, programme, effective_at: effective_at.toISOString() })
    if (isComing) await withdrawProgramme(ctx, target.version)
  }
  return { version }
}

const latest = (versions: Version[]): Version | undefined =>
  versions.toSorted((a, b) => b.effective_at.getTime() - a.effective_at.getTime() || b.version - a.version)[0]

/** In the order they begin; of two that begin together only the later written ever counts. */
function byStart(versions: Version[]): Version[] {
  const byInstant = Map.groupBy(versions, (version) => version.effective_at.getTime())
  return [...byInstant.keys()].toSorted((a, b) => a - b).map((at) => latest(byInstant.get(at)!)!)
}

function withReward(programme: Programme, reward_id: string, reward: Reward | null): Programme {
  const { rewards } = programme
  const at = rewards.findIndex((one) => one.reward_id === reward_id)
  if (at === -1) return { ...programme, rewards: reward ? [...rewards, reward] : rewards }
  return { ...programme, rewards: rewards.flatMap((one, n) => (n !== at ? [one] : reward ? [reward] : [])) }
}

/** A field that is missing means what its blank means: an empty list, null, false. */
function withoutBlanks(reward: Reward | null | undefined): object | null {
  if (!reward) return null
  const isBlank = (value: unknown) =>
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  return Object.fromEntries(Object.entries(reward).filter(([, value]) => !isBlank(value)))
}

export type CatalogueItem = { reward: Reward; status: 'in_force' | 'coming' | 'retired' }

/**
 * Every reward the shop has or had: first those in force, in their order and as they stand; then those of a version that
 * is to come; then the retired ones in their last words. `version` is the newest, to be said when one is changed.
 */
export async function readCatalogue(ctx: Context): Promise<{ version: number; items: CatalogueItem[] }> {
  const inForce = (await findProgramme(ctx))?.programme.rewards ?? []
  const ids = new Set(inForce.map(({ reward_id }) => reward_id))
  const others = (await listKnownRewards(ctx)).filter(({ reward }) => !ids.has(reward.reward_id))
  const coming = others.filter(({ begins_at }) => begins_at > ctx.now)
  const retired = others
    .filter(({ begins_at }) => begins_at <= ctx.now)
    .toSorted((a, b) => b.last_version - a.last_version)
  return {
    version: await findNewestVersion(ctx),
    items: [
      ...inForce.map((reward) => ({ reward, status: 'in_force' as const })),
      ...coming.map(({ reward }) => ({ reward, status: 'coming' as const })),
      ...retired.map(({ reward }) => ({ reward, status: 'retired' as const })),
    ],
  }
}

/** A reward of any version that stands, in its newest words. */
export const findKnownReward = async (ctx: Context, reward_id: string): Promise<Reward | undefined> =>
  (await listKnownRewards(ctx, [reward_id]))[0]?.reward
