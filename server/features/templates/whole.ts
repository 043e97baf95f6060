/** A variant with its shared blocks in their places, checked to be of its channel. */
import Value from 'typebox/value'
import type { Context } from '../../platform/database.ts'
import { listSharedBlocks } from './queries.ts'
import { refuse } from './refusals.ts'
import {
  EmailVariant,
  LetterVariant,
  PhoneVariant,
  PushVariant,
  SmsVariant,
  SocialVariant,
  type Block,
  type OwnBlock,
  type TemplateChannel,
  type Variant,
} from './schemas.ts'

const SHAPES = {
  email: EmailVariant,
  sms: SmsVariant,
  push: PushVariant,
  wallet: PushVariant,
  letter: LetterVariant,
  phone: PhoneVariant,
  social: SocialVariant,
} as const

export const isOfChannel = (channel: TemplateChannel, variant: unknown): boolean =>
  Value.Check(SHAPES[channel] as never, variant)

/** Throws `template_not_of_channel`; a shared block that is not there any more is left out. */
export async function wholeVariant(
  ctx: Context,
  channel: TemplateChannel,
  variant: Variant,
): Promise<Variant> {
  if (!isOfChannel(channel, variant)) throw refuse('template_not_of_channel')
  if (channel !== 'email') return variant
  const email = variant as EmailVariant
  if (!email.blocks.some(({ kind }) => kind === 'shared')) return email
  const shared = new Map((await listSharedBlocks(ctx)).map((one) => [one.shared_block_id, one.blocks]))
  const blocks = email.blocks.flatMap((block: Block): OwnBlock[] =>
    block.kind === 'shared' ? (shared.get(block.shared_block_id) ?? []) : [block],
  )
  return { ...email, blocks }
}
