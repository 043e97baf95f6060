import { Type } from 'typebox'
import { Id, Time, type Routes } from '../../platform/http.ts'
import { placeOf } from '../customers/place.ts'
import { ConsentWish, Channel, Language, Maybe } from '../customers/schemas.ts'
import { answerConsent, listConsentTexts, readHistory, writeConsentText } from './actions.ts'

const tags = ['consents']
const Current = Type.Object({
  channel: Type.String(),
  purpose: Type.String(),
  given: Type.Boolean(),
  occurred_at: Time,
  source: Type.String(),
  text_version: Type.Integer(),
  language: Type.String(),
  text: Maybe(Type.String()),
})
const Text = Type.Object({
  channel: Type.String(),
  purpose: Type.String(),
  version: Type.Integer(),
  language: Type.String(),
  text: Type.String(),
})
const Answer = Type.Object(
  { ...Type.Omit(ConsentWish, ['consent_id']).properties },
  { additionalProperties: false },
)

export const consentRoutes: Routes = async (app) => {
  app.put(
    '/customers/:customer_id/consents/:consent_id',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager', 'seller', 'device'] },
      schema: {
        operationId: 'recordConsent',
        summary: 'Record a yes or a no, with the text that was shown',
        tags,
        params: Type.Object({ customer_id: Id, consent_id: Id }),
        body: Answer,
        response: { 200: Type.Object({ consents: Type.Array(Current) }) },
      },
    },
    (request) =>
      request.inTenant((ctx) => {
        const { customer_id, consent_id } = request.params
        return answerConsent(
          ctx,
          customer_id,
          { ...request.body, consent_id },
          placeOf(request.principal),
        ) as never
      }),
  )

  app.get(
    '/customers/:customer_id/consents',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager'] },
      schema: {
        operationId: 'listConsentHistory',
        summary: 'Every answer of a customer with its proof',
        tags,
        params: Type.Object({ customer_id: Id }),
        response: {
          200: Type.Object({
            items: Type.Array(
              Type.Object({
                consent_id: Id,
                channel: Type.String(),
                purpose: Type.String(),
                given: Type.Boolean(),
                occurred_at: Time,
                recorded_at: Time,
                source: Type.String(),
                text_version: Type.Integer(),
                language: Type.String(),
                text_hash: Type.String(),
                text: Maybe(Type.String()),
                store_id: Maybe(Type.String()),
                device_id: Maybe(Type.String()),
                actor: Type.String(),
              }),
            ),
          }),
        },
      },
    },
    (request) => request.inTenant((ctx) => readHistory(ctx, request.params.customer_id) as never),
  )

  app.get(
    '/consent-texts',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager', 'seller', 'device', 'customer'] },
      schema: {
        operationId: 'listConsentTexts',
        summary: 'What customers are asked, by version',
        tags,
        response: {
          200: Type.Object({
            items: Type.Array(Type.Object({ ...Text.properties, in_force: Type.Boolean() })),
          }),
        },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await listConsentTexts(ctx) })),
  )

  app.put(
    '/consent-texts/:channel/:purpose/:version/:language',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'writeConsentText',
        summary: 'Write a version of a consent text; one that stands is never changed',
        tags,
        params: Type.Object({
          channel: Channel,
          purpose: Type.String({ pattern: '^[a-z][a-z_]{0,59}$' }),
          version: Type.Integer({ minimum: 1, maximum: 10_000 }),
          language: Language,
        }),
        body: Type.Object(
          { text: Type.String({ minLength: 20, maxLength: 2000 }) },
          { additionalProperties: false },
        ),
        response: { 200: Text },
      },
    },
    (request) =>
      request.inTenant((ctx) => writeConsentText(ctx, { ...request.params, text: request.body.text })),
  )
}
