/** What a template is written of, and the look it is dressed in. */
import { Type, type Static } from 'typebox'
import { Id } from '../../platform/http.ts'
import { Only } from './only-schema.ts'

export const closed = { additionalProperties: false }
export const oneOf = <const T extends string[]>(...values: T) =>
  Type.Unsafe<T[number]>({ type: 'string', enum: values })
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(one: T) => Type.Union([one, Type.Null()])

export const TemplateChannel = oneOf('email', 'sms', 'push', 'wallet', 'letter', 'phone', 'social')
export const TemplatePurpose = oneOf('service', 'loyalty', 'marketing')
export const TemplateLanguage = oneOf('fr', 'en')
export type TemplateChannel = Static<typeof TemplateChannel>
export type TemplatePurpose = Static<typeof TemplatePurpose>
export type TemplateLanguage = Static<typeof TemplateLanguage>

/** Words with names of values in {{ braces }} and a little of Markdown: see `markup.ts`. */
const Words = Type.String({ maxLength: 8000 })
const Line = Type.String({ maxLength: 300 })
const Url = Type.String({ maxLength: 1000 })
const Align = oneOf('left', 'center')
const Colour = Type.String({ pattern: '^#[0-9a-fA-F]{6}$' })
const block = { block_id: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9-]+$' }) }
/** Behind a block: the ground, a tint of the shop's colour, or the colour itself. */
const tone = { tone: Type.Optional(oneOf('plain', 'tint', 'brand')) }

export { Only }

const shown = { only: Type.Optional(Only) }

export const TextBlock = Type.Object(
  { ...block, ...tone, ...shown, kind: Type.Literal('text'), words: Words, align: Type.Optional(Align) },
  closed,
)
export const PictureBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('picture'),
    picture_id: orNull(Id),
    /** What it shows; empty only when it is decorative. */
    alt: Line,
    decorative: Type.Optional(Type.Boolean()),
    url: Type.Optional(Url),
    /** From edge to edge, or with the margin of the text. */
    wide: Type.Optional(Type.Boolean()),
  },
  closed,
)
export const ButtonBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('button'),
    label: Line,
    url: Url,
    align: Type.Optional(Align),
  },
  closed,
)
export const DividerBlock = Type.Object(
  { ...block, ...tone, ...shown, kind: Type.Literal('divider') },
  closed,
)
const small = [TextBlock, PictureBlock, ButtonBlock, DividerBlock] as const
export const ColumnsBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('columns'),
    columns: Type.Array(Type.Array(Type.Union([...small]), { maxItems: 6 }), { minItems: 2, maxItems: 3 }),
  },
  closed,
)
export const ProductsBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('products'),
    title: Type.Optional(Line),
    products: Type.Array(
      Type.Object({ product_id: Id, picture_id: Type.Optional(orNull(Id)), url: Type.Optional(Url) }, closed),
      { maxItems: 12 },
    ),
    show_prices: Type.Boolean(),
  },
  closed,
)
export const PromotionsBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('promotions'),
    title: Type.Optional(Line),
    count: Type.Integer({ minimum: 1, maximum: 6 }),
    /** Says « parce que vous achetez … » under each. */
    show_reason: Type.Boolean(),
  },
  closed,
)
export const VoucherBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('voucher'),
    /** The one that this message brings, or the first that the reader has in hand. */
    from: oneOf('message', 'hand'),
    show: oneOf('qr', 'barcode', 'code'),
    words: Type.Optional(Words),
  },
  closed,
)
export const PointsBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('points'),
    bar: Type.Boolean(),
    words: Type.Optional(Words),
  },
  closed,
)
export const CountdownBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('countdown'),
    /** A day, or the end of the points or of the voucher in hand that ends first. */
    to: Type.Union([
      Type.Object({ kind: Type.Literal('day'), day: Type.String({ format: 'date' }) }, closed),
      Type.Object({ kind: oneOf('points', 'voucher') }, closed),
    ]),
    words: Type.Optional(Line),
  },
  closed,
)
export const StoreBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('store'),
    /** null: the reader's own. */
    store_id: orNull(Id),
    show_hours: Type.Boolean(),
    show_phone: Type.Boolean(),
  },
  closed,
)
export const MapBlock = Type.Object(
  {
    ...block,
    ...tone,
    ...shown,
    kind: Type.Literal('map'),
    store_id: orNull(Id),
    /** A drawing of the shop's own: no map is fetched from anybody. */
    picture_id: orNull(Id),
    alt: Line,
  },
  closed,
)
export const SharedBlock = Type.Object(
  { ...block, kind: Type.Literal('shared'), shared_block_id: Id },
  closed,
)
/** Where the legal lines stand; without one they come last. */
export const LegalBlock = Type.Object(
  { ...block, kind: Type.Literal('legal'), words: Type.Optional(Words) },
  closed,
)
const own = [
  ...small,
  ColumnsBlock,
  ProductsBlock,
  PromotionsBlock,
  VoucherBlock,
  PointsBlock,
  CountdownBlock,
  StoreBlock,
  MapBlock,
  LegalBlock,
] as const
export const OwnBlock = Type.Union([...own])
export const Block = Type.Union([...own, SharedBlock])
export type SmallBlock = Static<(typeof small)[number]>
export type OwnBlock = Static<typeof OwnBlock>
export type Block = Static<typeof Block>
export const SharedBlocks = Type.Array(OwnBlock, { maxItems: 30 })

export const EmailVariant = Type.Object(
  { subject: Line, preheader: Line, blocks: Type.Array(Block, { maxItems: 60 }) },
  closed,
)
export const SmsVariant = Type.Object({ text: Type.String({ maxLength: 1200 }) }, closed)
export const PushVariant = Type.Object(
  {
    title: Type.String({ maxLength: 120 }),
    text: Type.String({ maxLength: 500 }),
    picture_id: orNull(Id),
    target: oneOf('card', 'rewards', 'vouchers', 'sales', 'preferences', 'url'),
    url: Type.Optional(Url),
  },
  closed,
)
export const LetterVariant = Type.Object(
  { subject: Line, words: Words, place: Type.String({ maxLength: 80 }) },
  closed,
)
export const PhoneVariant = Type.Object(
  {
    steps: Type.Array(Type.Object({ title: Line, text: Type.String({ maxLength: 2000 }) }, closed), {
      maxItems: 20,
    }),
    outcomes: Type.Array(
      Type.Object({ code: Type.String({ pattern: '^[a-z][a-z0-9_]{0,39}$' }), label: Line }, closed),
      { maxItems: 12 },
    ),
  },
  closed,
)
export const SocialVariant = Type.Object(
  { text: Type.String({ maxLength: 3000 }), picture_id: orNull(Id), alt: Line, url: Type.Optional(Url) },
  closed,
)
export type EmailVariant = Static<typeof EmailVariant>
export type SmsVariant = Static<typeof SmsVariant>
export type PushVariant = Static<typeof PushVariant>
export type LetterVariant = Static<typeof LetterVariant>
export type PhoneVariant = Static<typeof PhoneVariant>
export type SocialVariant = Static<typeof SocialVariant>

/** One language of a template; which of these it is follows from the channel. */
export const Variant = Type.Union([
  EmailVariant,
  SmsVariant,
  PushVariant,
  LetterVariant,
  PhoneVariant,
  SocialVariant,
])
export type Variant = Static<typeof Variant>
export const Content = Type.Object({ fr: orNull(Variant), en: orNull(Variant) }, closed)
export type Content = { fr: Variant | null; en: Variant | null }

export const Brand = Type.Object(
  {
    primary: orNull(Colour),
    logo_picture_id: orNull(Id),
    font: oneOf('humanist', 'serif', 'system'),
    rounded: Type.Boolean(),
    /** Who sends, as the law wants it said: « Lili Rose SARL ». */
    legal_name: orNull(Type.String({ maxLength: 120 })),
    /** One line: street, postal code and town. */
    postal_address: orNull(Type.String({ maxLength: 200 })),
    phone: orNull(Type.String({ maxLength: 30 })),
    site_url: orNull(Url),
    privacy_url: orNull(Url),
    /** Begins a text message that advertises; what its reader sees as sender may be a short number. */
    sms_name: orNull(Type.String({ maxLength: 20 })),
    /** The short number that takes STOP: 36xxx for advertising. */
    sms_stop: orNull(Type.String({ pattern: '^[0-9]{5}$' })),
    /** Of one part of a text message, in thousandths of a cent. */
    sms_part_millicents: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
  },
  closed,
)
export type Brand = Static<typeof Brand>
