import { Type } from 'typebox'
import type { Config } from '../../config.ts'
import { Moment, type Routes } from '../../platform/http.ts'
import {
  lookUpRecords,
  noteRecords,
  readDomain,
  readDomains,
  removeDomain,
  withRecords,
  writeDomain,
} from './domains.ts'

const may = ['owner'] as const
const tags = ['messages']
const MaybeMoment = Type.Union([Moment, Type.Null()])
const Check = Type.Optional(Type.Enum(['right', 'missing', 'wrong']))
const Domain = Type.Object({
  domain: Type.String(),
  stream: Type.Enum(['marketing', 'service']),
  mailbox_name: Type.String(),
  created_at: Moment,
  checked_at: MaybeMoment,
  verified_at: MaybeMoment,
  checks: Type.Object({ dkim: Check, spf: Check, dmarc: Check }),
  records: Type.Array(
    Type.Object({
      what: Type.Enum(['dkim', 'spf', 'dmarc']),
      type: Type.String(),
      name: Type.String(),
      value: Type.String(),
    }),
  ),
})
const WarmUp = Type.Object({
  domain: Type.String(),
  day: Type.Union([Type.Integer({ description: 'From 1; null before the first mail' }), Type.Null()]),
  limits: Type.Array(Type.Integer(), { description: 'To one mailbox provider, by day; then no limit' }),
  most_gone: Type.Integer({ description: 'Today, to the provider that had most' }),
  next_day: MaybeMoment,
})
const params = Type.Object({ domain: Type.String({ minLength: 3, maxLength: 200 }) })

/** The domains a shop sends mail from. */
export const domainRoutes =
  (config: Pick<Config, 'home'>): Routes =>
  async (app) => {
    app.get(
      '/sending-domains',
      {
        config: { may },
        schema: {
          operationId: 'listSendingDomains',
          summary: 'Domains that mail is sent from, with the records to publish',
          tags,
          response: {
            200: Type.Object({ items: Type.Array(Domain), warm_up: Type.Union([WarmUp, Type.Null()]) }),
          },
        },
      },
      (request) => request.inTenant(readDomains),
    )
    app.put(
      '/sending-domains/:domain',
      {
        config: { may },
        schema: {
          operationId: 'writeSendingDomain',
          summary: 'Send mail from a domain of one’s own, once its records are published',
          tags,
          params,
          body: Type.Object(
            {
              stream: Type.Enum(['marketing', 'service']),
              mailbox_name: Type.String({ pattern: '^[a-z0-9](?:[a-z0-9.-]{0,38}[a-z0-9])?$' }),
            },
            { additionalProperties: false },
          ),
          response: { 200: Domain },
        },
      },
      ({ params: { domain }, body, inTenant }) =>
        inTenant(async (ctx) => withRecords(await writeDomain(ctx, config, { domain, ...body }))),
    )
    app.put(
      '/sending-domains/:domain/check',
      {
        config: { may },
        schema: {
          operationId: 'checkSendingDomain',
          summary: 'Look whether the records stand where everybody reads them',
          tags,
          params,
          response: { 200: Domain },
        },
      },
      async ({ params: { domain }, inTenant }) => {
        const found = await lookUpRecords(await inTenant((ctx) => readDomain(ctx, domain)))
        return inTenant(async (ctx) => withRecords(await noteRecords(ctx, domain, found)))
      },
    )
    app.delete(
      '/sending-domains/:domain',
      {
        config: { may },
        schema: {
          operationId: 'removeSendingDomain',
          summary: 'Send from it no more',
          tags,
          params,
          response: { 200: Type.Object({ removed: Type.Boolean() }) },
        },
      },
      ({ params: { domain }, inTenant }) =>
        inTenant(async (ctx) => {
          await removeDomain(ctx, domain)
          return { removed: true }
        }),
    )
  }
