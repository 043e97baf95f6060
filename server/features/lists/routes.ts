import { Type } from 'typebox'
import { storesOf } from '../../platform/access.ts'
import { Id, PageQuery, Time, type Routes } from '../../platform/http.ts'
import { Maybe } from '../customers/schemas.ts'
import { addMember, closeList, removeMember, writeList } from './actions.ts'
import { closeRule, readAlerts, seeAlert, writeRule } from './alerts.ts'
import { AlertCriteria, ListCriteria } from './criteria.ts'
import { listRules } from './alert-queries.ts'
import { listLists } from './queries.ts'

const closed = { additionalProperties: false }
const gone = { 204: Type.Null() }
const Name = Type.String({ minLength: 1, maxLength: 120 })
const List = Type.Object({
  list_id: Id,
  name: Type.String(),
  benefit: Type.String(),
  criteria: Type.Any(),
  created_at: Time,
  members: Type.Optional(Type.Integer()),
})
const Rule = Type.Object({ rule_id: Id, name: Type.String(), criteria: AlertCriteria, created_at: Time })
const Alert = Type.Object({
  alert_id: Id,
  rule_id: Maybe(Type.String()),
  name: Maybe(Type.String()),
  kind: Type.String(),
  customer_id: Maybe(Type.String()),
  first_name: Maybe(Type.String()),
  last_name: Maybe(Type.String()),
  store_id: Maybe(Type.String()),
  sale_id: Maybe(Type.String()),
  details: Type.Any(),
  raised_at: Time,
  seen_at: Maybe(Time),
  seen_by: Maybe(Type.String()),
})

export const listRoutes: Routes = async (app) => {
  const tags = ['lists']
  app.get(
    '/lists',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager', 'seller', 'device'] },
      schema: {
        operationId: 'listLists',
        summary: 'Privileged lists',
        tags,
        response: { 200: Type.Object({ items: Type.Array(List) }) },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await listLists(ctx) }) as never),
  )
  app.put(
    '/lists/:list_id',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'writeList',
        summary: 'Write a privileged list',
        tags,
        params: Type.Object({ list_id: Id }),
        body: Type.Object(
          {
            name: Name,
            benefit: Type.Optional(Type.String({ maxLength: 500 })),
            criteria: Type.Optional(Type.Union([ListCriteria, Type.Null()])),
          },
          closed,
        ),
        response: { 200: List },
      },
    },
    (request) => request.inTenant((ctx) => writeList(ctx, { ...request.params, ...request.body }) as never),
  )
  app.delete(
    '/lists/:list_id',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'endList',
        summary: 'End a privileged list',
        tags,
        params: Type.Object({ list_id: Id }),
        response: gone,
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => closeList(ctx, request.params.list_id))
      return reply.code(204).send(null)
    },
  )
  const member = Type.Object({ list_id: Id, customer_id: Id })
  app.put(
    '/lists/:list_id/members/:customer_id',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'joinList',
        summary: 'Put a customer on a list by hand',
        tags,
        params: member,
        response: { 200: member },
      },
    },
    (request) => request.inTenant((ctx) => addMember(ctx, request.params)),
  )
  app.delete(
    '/lists/:list_id/members/:customer_id',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'leaveList',
        summary: 'Take a customer off a list by hand',
        tags,
        params: member,
        response: gone,
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => removeMember(ctx, request.params))
      return reply.code(204).send(null)
    },
  )

  const alerts = ['alerts']
  app.get(
    '/alert-rules',
    {
      config: { may: ['owner', 'marketing', 'store_manager'] },
      schema: {
        operationId: 'listAlertRules',
        summary: 'What one wants to be told',
        tags: alerts,
        response: { 200: Type.Object({ items: Type.Array(Rule) }) },
      },
    },
    (request) => request.inTenant(async (ctx) => ({ items: await listRules(ctx) }) as never),
  )
  const ruleParams = Type.Object({ rule_id: Id })
  app.put(
    '/alert-rules/:rule_id',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'writeAlertRule',
        summary: 'Ask to be told',
        tags: alerts,
        params: ruleParams,
        body: Type.Object({ name: Name, criteria: AlertCriteria }, closed),
        response: { 200: Rule },
      },
    },
    (request) => request.inTenant((ctx) => writeRule(ctx, { ...request.params, ...request.body }) as never),
  )
  app.delete(
    '/alert-rules/:rule_id',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'endAlertRule',
        summary: 'Ask no more',
        tags: alerts,
        params: ruleParams,
        response: gone,
      },
    },
    async (request, reply) => {
      await request.inTenant((ctx) => closeRule(ctx, request.params.rule_id))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/alerts',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager'] },
      schema: {
        operationId: 'listAlerts',
        summary: 'What there is to tell, newest first',
        tags: alerts,
        querystring: Type.Object({ ...PageQuery, seen: Type.Optional(Type.Boolean()) }),
        response: { 200: Type.Object({ items: Type.Array(Alert), next_cursor: Maybe(Type.String()) }) },
      },
    },
    (request) =>
      request.inTenant(
        (ctx) => readAlerts(ctx, { ...request.query, stores: storesOf(request.principal) }) as never,
      ),
  )
  app.put(
    '/alerts/:alert_id/sight',
    {
      config: { may: ['owner', 'marketing', 'service', 'store_manager'] },
      schema: {
        operationId: 'seeAlert',
        summary: 'Say that an alert was seen',
        tags: alerts,
        params: Type.Object({ alert_id: Id }),
        response: { 200: Type.Object({ alert_id: Id, seen_at: Time, seen_by: Type.String() }) },
      },
    },
    (request) =>
      request.inTenant((ctx) => seeAlert(ctx, request.params.alert_id, storesOf(request.principal)) as never),
  )
}
