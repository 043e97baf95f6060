import { Type } from 'typebox'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { printDraft } from './letter-preview.ts'
import { measureSms, previewTemplate } from './preview.ts'
import { refuse } from './refusals.ts'
import { closed, oneOf, TemplateChannel, TemplateLanguage, TemplatePurpose, Variant } from './schemas.ts'
import { STARTERS } from './starters.ts'
import type { Codes } from '../vouchers/codes.ts'
import { sendTest, type SendTest } from './test-send.ts'
import { OFFERED, valueName } from './value-names.ts'

const tags = ['templates']
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(one: T) => Type.Union([one, Type.Null()])
const Wish = Type.Object(
  {
    channel: TemplateChannel,
    purpose: TemplatePurpose,
    language: TemplateLanguage,
    variant: Variant,
    customer_id: Type.Optional(orNull(Id)),
  },
  closed,
)
const Finding = Type.Object({
  code: Type.String(),
  level: oneOf('error', 'warning'),
  language: TemplateLanguage,
  block_id: orNull(Type.String()),
  words: Type.String(),
})
const Preview = Type.Object({
  subject: orNull(Type.String()),
  text: Type.String(),
  html: orNull(Type.String()),
  missing: Type.Array(Type.String()),
  missing_words: Type.Array(Type.String()),
  push: Type.Optional(Type.Object({ target: Type.String(), picture: orNull(Type.String()) })),
  phone: Type.Optional(
    Type.Object({
      steps: Type.Array(Type.Object({ title: Type.String(), text: Type.String() })),
      outcomes: Type.Array(Type.Object({ code: Type.String(), label: Type.String() })),
    }),
  ),
  letter: Type.Optional(
    Type.Object({
      address: orNull(Type.Array(Type.String())),
      sender: Type.Array(Type.String()),
      place_and_date: Type.String(),
      subject: orNull(Type.String()),
      paragraphs: Type.Array(
        Type.Object({
          kind: oneOf('title', 'text', 'item', 'code'),
          runs: Type.Array(
            Type.Object({
              text: Type.String(),
              bold: Type.Optional(Type.Boolean()),
              italic: Type.Optional(Type.Boolean()),
            }),
          ),
        }),
      ),
      legal: Type.String(),
      logo: orNull(Id),
      colour: Type.String(),
    }),
  ),
  shop_url: Type.String({ description: 'Where pictures in the HTML are shown from' }),
  customer_id: orNull(Id),
  size_bytes: Type.Integer(),
  findings: Type.Array(Finding),
  needs: Type.Array(Type.String()),
  sms: orNull(
    Type.Object({
      alphabet: Type.String(),
      letters: Type.Integer(),
      parts: Type.Integer(),
      left: Type.Integer(),
    }),
  ),
})
const Range = Type.Object({
  people: Type.Integer(),
  parts_min: Type.Integer(),
  parts_max: Type.Integer(),
  by_parts: Type.Record(Type.String(), Type.Integer()),
  millicents: Type.Integer({ description: 'For all of these people, in thousandths of a cent' }),
  shortest: Type.String(),
  longest: Type.String(),
})
const Starter = Type.Object({
  starter: Type.String(),
  channel: TemplateChannel,
  purpose: TemplatePurpose,
  name: Type.String(),
  about: Type.String(),
  draft: Type.Any(),
})

type Options = { public_url: string; codes: Codes; send: SendTest }

export const templatePreviewRoutes =
  ({ public_url, codes, send }: Options): Routes =>
  async (app) => {
    const office = { may: ['owner', 'marketing', 'store_manager'] as const }
    const marketing = { may: ['owner', 'marketing'] as const }
    app.post(
      '/template-previews',
      {
        config: office,
        schema: {
          operationId: 'previewTemplate',
          summary: 'What a template looks like for one customer, and what is wrong with it; nothing is kept',
          tags,
          body: Wish,
          response: { 200: Preview, '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant((ctx) =>
          previewTemplate(ctx, request.body, { public_url, codes, language: request.language }),
        ),
    )
    app.post(
      '/template-measures',
      {
        config: office,
        schema: {
          operationId: 'measureSms',
          summary: 'In how many parts a text message goes out, over up to a thousand real customers',
          tags,
          body: Wish,
          response: { 200: Type.Object({ range: orNull(Range) }), '4xx': Problem },
        },
      },
      (request) =>
        request.inTenant(async (ctx) => ({
          range: await measureSms(ctx, request.body, { public_url, codes, language: request.language }),
        })),
    )
    app.get(
      '/templates/:template_id/letter',
      {
        config: office,
        schema: {
          operationId: 'printLetterDraft',
          summary: 'The letter as it is written now, to one customer, as the PDF that would be printed',
          tags,
          params: Type.Object({ template_id: Id }),
          querystring: Type.Object(
            { language: Type.Optional(TemplateLanguage), customer_id: Type.Optional(Id) },
            closed,
          ),
          produces: ['application/pdf'],
          response: { 200: Type.Any(), '4xx': Problem },
        },
      },
      async (request, reply) => {
        const { language = 'fr', customer_id = null } = request.query
        const pdf = await request.inTenant((ctx) =>
          printDraft(ctx, { ...request.params, language, customer_id }, public_url),
        )
        return reply.type('application/pdf').header('content-disposition', 'inline').send(pdf)
      },
    )
    app.put(
      '/template-tests/:message_id',
      {
        config: marketing,
        schema: {
          operationId: 'sendTemplateTest',
          summary: 'Send an e-mail to yourself, as one customer would get it',
          tags,
          params: Type.Object({ message_id: Id }),
          body: Wish,
          response: { 200: Type.Object({ message_id: Id, recipient: Type.String() }), '4xx': Problem },
        },
      },
      (request) => {
        const { principal } = request
        if (principal.kind !== 'staff') throw refuse('template_no_own_address')
        return request.inTenant((ctx) =>
          sendTest(
            ctx,
            { ...request.params, ...request.body, recipient: principal.email },
            { public_url, codes, language: request.language },
            send,
          ),
        )
      },
    )
    app.get(
      '/template-values',
      {
        config: office,
        schema: {
          operationId: 'listTemplateValues',
          summary: 'What may be filled in for each reader, with its name in your language',
          tags,
          response: {
            200: Type.Object({
              items: Type.Array(Type.Object({ value: Type.String(), name: Type.String() })),
            }),
          },
        },
      },
      async ({ language }) => ({
        items: OFFERED.map((value) => ({ value, name: valueName(value, language) })),
      }),
    )
    app.get(
      '/template-starters',
      {
        config: office,
        schema: {
          operationId: 'listTemplateStarters',
          summary: 'Templates to begin with, in French and English',
          tags,
          response: { 200: Type.Object({ items: Type.Array(Starter) }) },
        },
      },
      async ({ language }) => ({
        items: STARTERS.map(({ name, about, ...one }) => ({
          ...one,
          name: name[language],
          about: about[language],
        })),
      }),
    )
  }
