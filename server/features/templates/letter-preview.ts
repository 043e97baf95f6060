import type { Context } from '../../platform/database.ts'
import { readTemplateRow } from './actions.ts'
import { readShop } from './brand.ts'
import { compileVariant } from './compile.ts'
import { lettersPdf } from './letter-pdf.ts'
import { findPictures, sampleCustomers } from './reader-queries.ts'
import { readReaders } from './readers.ts'
import { refuse } from './refusals.ts'
import { ready } from './render.ts'
import type { Content, TemplateLanguage, TemplatePurpose } from './schemas.ts'
import type { LetterPage, Links } from './shape.ts'

const noLinks: Links = { unsubscribe: '', preferences: '', view: '', follow: (url) => url, pixel: '' }
/** Whoever has no address yet is seen with this one, so that the page can be looked at. */
const EXAMPLE = ['MADAME CAMILLE EXEMPLE', '12 RUE DES LILAS', '42000 SAINT ETIENNE']

type Wish = { template_id: string; language: TemplateLanguage; customer_id: string | null }

/** The draft to one customer, as it would be printed. Throws `template_not_of_channel`, `template_empty`. */
export async function printDraft(ctx: Context, wish: Wish, public_url: string): Promise<Buffer> {
  const { language } = wish
  const template = await readTemplateRow(ctx, wish.template_id)
  if (template.channel !== 'letter') throw refuse('template_not_of_channel')
  const variant = (template.draft as Content)[language]
  if (variant === null) throw refuse('template_empty')
  const shop = await readShop(ctx, public_url)
  const written = { channel: 'letter', purpose: template.purpose as TemplatePurpose, language } as const
  const opened = ready(await compileVariant(shop, written, variant))
  const customer_id = wish.customer_id ?? (await sampleCustomers(ctx, 1))[0]
  const readers = await readReaders(ctx, customer_id ? [customer_id] : [], opened.needs, { language })
  const reader = readers.get(customer_id ?? '') ?? { customer_id: null, language, values: {} }
  const { letter } = opened.render(reader, {}, noLinks)
  const page = { ...letter!, address: letter!.address ?? EXAMPLE }
  return printLetters(ctx, [page])
}

/** Any number of letters as one file, with the logo of the shop. */
export async function printLetters(ctx: Context, letters: LetterPage[]): Promise<Buffer> {
  const logos = [...new Set(letters.flatMap(({ logo }) => logo ?? []))]
  const pictures = Object.fromEntries(
    (await findPictures(ctx, logos))
      // What the printer cannot draw is left to the name of the shop.
      .filter(({ media_type }) => media_type !== 'image/webp')
      .map(({ picture_id, media_type, content }) => [
        picture_id,
        `data:${media_type};base64,${content.toString('base64')}`,
      ]),
  )
  return lettersPdf(letters, { pictures })
}
