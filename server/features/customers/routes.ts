import { Type } from 'typebox'
import { Id, Time, type Routes } from '../../platform/http.ts'
import { createCustomer, readRecord } from './actions.ts'
import { SERVING } from './callers.ts'
import { changeCustomer } from './change-customer.ts'
import { comeBack, leave } from './departure.ts'
import { findRoutes } from './find-routes.ts'
import { noteRoutes } from './note-routes.ts'
import { placeOf } from './place.ts'
import { CustomerChange, CustomerRecord, CustomerWish, Maybe } from './schemas.ts'

const tags = ['customers']
const params = Type.Object({ customer_id: Id })

export const customerRoutes: Routes = async (app, parts) => {
  for (const routes of [findRoutes, recordRoutes, departureRoutes, noteRoutes])
    await app.register(routes, parts)
}

const recordRoutes: Routes = async (app) => {
  app.get(
    '/customers/:customer_id',
    {
      config: { may: [...SERVING, 'delivery'], planned: true },
      schema: {
        operationId: 'getCustomer',
        summary: 'The whole record of a customer',
        tags,
        params,
        response: { 200: CustomerRecord },
      },
    },
    (request) => request.inTenant((ctx) => readRecord(ctx, request.params.customer_id)),
  )

  app.put(
    '/customers/:customer_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'createCustomer',
        summary: 'Create a customer and their card',
        tags,
        params,
        body: CustomerWish,
        response: { 200: Type.Object({ customer: CustomerRecord, created: Type.Boolean() }) },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const { customer_id } = request.params
        const { created } = await createCustomer(
          ctx,
          { ...request.body, customer_id },
          placeOf(request.principal),
        )
        return { customer: await readRecord(ctx, customer_id), created }
      }),
  )

  app.patch(
    '/customers/:customer_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'changeCustomer',
        summary: 'Change what is known of a customer',
        tags,
        params,
        body: CustomerChange,
        response: { 200: CustomerRecord },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await changeCustomer(ctx, request.params.customer_id, request.body, placeOf(request.principal))
        return readRecord(ctx, request.params.customer_id)
      }),
  )
}

const departureRoutes: Routes = async (app) => {
  const Departure = Type.Object({
    left_at: Time,
    withdrawn: Type.Array(Type.Object({ channel: Type.String(), purpose: Type.String() })),
    kept: Type.Array(Type.Object({ what: Type.String(), why: Type.String() })),
  })
  app.put(
    '/customers/:customer_id/departure',
    {
      config: { may: ['owner', 'service', 'store_manager', 'seller'] },
      schema: {
        operationId: 'leaveProgramme',
        summary: 'Close the card of a person who leaves; says what stays and why',
        tags,
        params,
        body: Maybe(
          Type.Object(
            { why: Type.Optional(Type.String({ maxLength: 1000 })) },
            { additionalProperties: false },
          ),
        ),
        response: { 200: Departure },
      },
    },
    (request) =>
      request.inTenant(
        (ctx) =>
          leave(
            ctx,
            {
              customer_id: request.params.customer_id,
              why: request.body?.why ?? null,
              language: request.language,
            },
            placeOf(request.principal),
          ) as never,
      ),
  )
  app.delete(
    '/customers/:customer_id/departure',
    {
      config: { may: ['owner', 'service', 'store_manager', 'seller'] },
      schema: {
        operationId: 'returnToProgramme',
        summary: 'Open the card again of a person who comes back',
        tags,
        params,
        response: { 200: CustomerRecord },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        await comeBack(ctx, request.params.customer_id)
        return readRecord(ctx, request.params.customer_id)
      }),
  )
}
