/** A test to oneself: the e-mail as one customer would get it, marked as a test. */
import type { Context } from '../../platform/database.ts'
import { previewTemplate, type PreviewOptions, type PreviewWish } from './preview.ts'
import { refuse } from './refusals.ts'

/** The door of the outbox, given by whoever puts the program together. */
export type SendTest = (ctx: Context, message: TestMessage) => Promise<unknown>
export type TestMessage = {
  message_id: string
  channel: 'email'
  purpose: 'service'
  template: 'test'
  recipient: string
  subject: string
  text: string
  html: string
}

type Wish = PreviewWish & { message_id: string; recipient: string }

/** Throws `template_test_by_email` for the other channels: they are seen in the preview. */
export async function sendTest(
  ctx: Context,
  { message_id, recipient, ...wish }: Wish,
  options: PreviewOptions,
  send: SendTest,
) {
  if (wish.channel !== 'email') throw refuse('template_test_by_email')
  const { subject, text, html } = await previewTemplate(ctx, wish, options)
  const mark = options.language === 'fr' ? 'Essai' : 'Test'
  await send(ctx, {
    message_id,
    channel: 'email',
    purpose: 'service',
    template: 'test',
    recipient,
    subject: `[${mark}] ${subject}`,
    text,
    html: html!,
  })
  return { message_id, recipient }
}
