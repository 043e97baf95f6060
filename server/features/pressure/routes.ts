import { Type } from 'typebox'
import { audit } from '../../platform/audit.ts'
import { Id, Problem, type Routes } from '../../platform/http.ts'
import { OFFICE, SERVING } from '../customers/callers.ts'
import { closeComplaint, openComplaint } from './complaints.ts'
import { explainPressure } from './explain.ts'
import { readPrices, readRules } from './read-setting.ts'
import {
  Explained,
  OpenComplaints,
  PricesBody,
  PricesInForce,
  Rules,
  RulesInForce,
  Version,
} from './schemas.ts'
import { writePrices, writeRules } from './settings-actions.ts'

const tags = ['pressure']
const closed = { additionalProperties: false }

export const pressureRoutes: Routes = async (app) => {
  app.get(
    '/customers/:customer_id/pressure',
    {
      config: { may: OFFICE },
      schema: {
        operationId: 'explainPressure',
        summary: 'What was said to a customer in 30 days, what is possible now on each channel, and why not',
        tags,
        params: Type.Object({ customer_id: Id }),
        response: { 200: Explained, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant((ctx) => explainPressure(ctx, request.params.customer_id, request.language)),
  )

  const complaint = {
    params: Type.Object({ customer_id: Id, complaint_id: Id }),
    response: { 200: Type.Object({ open_complaints: OpenComplaints }), '4xx': Problem },
  }
  app.put(
    '/customers/:customer_id/complaints/:complaint_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'openComplaint',
        summary: 'Say that a customer has a complaint: offers are held back until it is closed',
        tags,
        ...complaint,
      },
    },
    (request) => request.inTenant((ctx) => openComplaint(ctx, request.params)),
  )
  app.delete(
    '/customers/:customer_id/complaints/:complaint_id',
    {
      config: { may: SERVING },
      schema: {
        operationId: 'closeComplaint',
        summary: 'Close a complaint: offers may go again',
        tags,
        ...complaint,
      },
    },
    (request) => request.inTenant((ctx) => closeComplaint(ctx, request.params)),
  )

  app.get(
    '/pressure-rules',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager'] },
      schema: {
        operationId: 'readPressureRules',
        summary: 'Caps, hours and holds in force; version 0 is our defaults',
        tags,
        response: { 200: RulesInForce },
      },
    },
    (request) => request.inTenant(readRules),
  )
  app.put(
    '/pressure-rules',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'writePressureRules',
        summary: 'Write caps, hours and holds as a whole, over the version that was read',
        tags,
        body: Type.Object({ version: Version, rules: Rules }, closed),
        response: { 200: RulesInForce, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const written = await writeRules(ctx, request.body.version, request.body.rules)
        const { version, rules } = written
        const details = { version, ...(rules.sunday_decision && { sunday_decision: rules.sunday_decision }) }
        await audit(ctx, request, { action: 'pressure.written', details })
        return written
      }),
  )

  app.get(
    '/message-prices',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'readMessagePrices',
        summary: 'What each channel costs, by volume; version 0 is our defaults',
        tags,
        response: { 200: PricesInForce },
      },
    },
    (request) => request.inTenant(readPrices),
  )
  app.put(
    '/message-prices',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'writeMessagePrices',
        summary: 'Write the prices of every channel, in thousandths of a cent',
        tags,
        body: Type.Object({ version: Version, prices: PricesBody }, closed),
        response: { 200: PricesInForce, '4xx': Problem },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const written = await writePrices(ctx, request.body.version, request.body.prices)
        await audit(ctx, request, { action: 'prices.written', details: { version: written.version } })
        return written
      }),
  )
}
