/**
 * A message as a page, for mail programs that show it badly: made anew from its version, for whom it was sent to and what
 * they read it on.
 */
import type { DeviceKind } from '../../lib/device-kind.ts'
import type { Context } from '../../platform/database.ts'
import { compose, type Pen } from '../messages/compose.ts'
import type { Channel, Content, Origin } from '../messages/shape.ts'
import { findRecipient, findShown } from './queries.ts'

/** null when there is nothing to show any more: it was forgotten, or its customer is. */
export async function viewMessage(
  ctx: Context,
  pen: Pen,
  message_id: string,
  device: DeviceKind | undefined,
): Promise<string | null> {
  const recipient = await findRecipient(ctx, message_id)
  const message = await findShown(ctx, message_id)
  if (!message?.customer_id || !recipient || recipient.erased_at) return null
  const { content, customer_id, origin_kind, origin_id } = message
  if (!content || !origin_kind || !origin_id) return message.body_html
  const written = {
    message_id,
    customer_id,
    channel: message.channel as Channel,
    content: content as Content,
    origin_kind: origin_kind as Origin['kind'],
    origin_id,
  }
  const [composed] = await compose(ctx, [written], pen, device)
  return composed && 'words' in composed ? composed.words.html : null
}
