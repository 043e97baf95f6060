import { Type } from 'typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { audit } from '../../platform/audit.ts'
import { Id, type Routes } from '../../platform/http.ts'
import { closeMonth, listMonths, readMonth } from './actions.ts'
import { changeSettings, readSettings } from './change-settings.ts'
import { readFec, readJournalCsv, type File } from './files.ts'
import { proveMonth } from './prove.ts'
import { Month, MonthList, MonthStatement, Proof, SettingsAnswer, SettingsWish } from './schemas.ts'

const closed = { additionalProperties: false }
const tags = ['accounting']
const params = Type.Object({ month: Month })
const nameOf = ({ principal }: FastifyRequest) => ('name' in principal ? principal.name : 'API')

const attached = (reply: FastifyReply, type: string, { name, content }: File) =>
  reply.type(type).header('content-disposition', `attachment; filename="${name}"`).send(content)

export const accountingRoutes: Routes = async (app) => {
  app.get(
    '/accounting/months',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'listAccountingMonths',
        summary: 'The months of the shop, newest first; past ones are counted as far as a call allows',
        tags,
        response: { 200: MonthList },
      },
    },
    (request) => request.inTenant(listMonths),
  )
  app.get(
    '/accounting/months/:month',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'getAccountingMonth',
        summary:
          'A month as it was closed, or as it would be closed now, or as it stood at the end of a day of it',
        tags,
        params,
        querystring: Type.Object({ on: Type.Optional(Type.String({ format: 'date' })) }, closed),
        response: { 200: MonthStatement },
      },
    },
    (request) => request.inTenant((ctx) => readMonth(ctx, request.params.month, request.query.on)),
  )
  app.put(
    '/accounting/months/:month/close',
    {
      config: { may: ['owner'] },
      schema: {
        operationId: 'closeAccountingMonth',
        summary: 'Close a month for good; what comes late is counted in the next',
        tags,
        params,
        body: Type.Object({}, closed),
        response: { 200: MonthStatement },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const answer = await closeMonth(ctx, request.params.month, nameOf(request))
        await audit(ctx, request, {
          action: 'accounting.month_closed',
          subject: `month:${answer.month}`,
          details: { content_hash: answer.content_hash },
        })
        return answer
      }),
  )
  app.get(
    '/accounting/months/:month/proof',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'proveAccountingMonth',
        summary: 'Count a closed month again from its entries and compare',
        tags,
        params,
        response: { 200: Proof },
      },
    },
    (request) => request.inTenant((ctx) => proveMonth(ctx, request.params.month)),
  )
  app.get(
    '/accounting/months/:month/journal.csv',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'getAccountingJournal',
        summary: 'The entries of a closed month, for a spreadsheet',
        tags,
        params,
        produces: ['text/csv'],
      },
    },
    async (request, reply) =>
      attached(
        reply,
        'text/csv; charset=utf-8',
        await request.inTenant((ctx) => readJournalCsv(ctx, request.params.month)),
      ),
  )
  app.get(
    '/accounting/months/:month/fec',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'getAccountingFec',
        summary:
          'The entries of a company’s closed month, as article A47 A-1 of the tax procedures book wants them',
        tags,
        params,
        querystring: Type.Object({ merchant_id: Type.Optional(Id) }, closed),
        produces: ['text/plain'],
      },
    },
    async (request, reply) =>
      attached(
        reply,
        'text/plain; charset=iso-8859-15',
        await request.inTenant((ctx) => readFec(ctx, request.params.month, request.query.merchant_id)),
      ),
  )
  app.get(
    '/accounting/settings',
    {
      config: { may: ['owner', 'marketing'] },
      schema: {
        operationId: 'getAccountingSettings',
        summary: 'How the shop counts what it owes, and to which accounts',
        tags,
        response: { 200: SettingsAnswer },
      },
    },
    (request) => request.inTenant(readSettings),
  )
  app.put(
    '/accounting/settings',
    {
      config: { may: ['owner'] },
      schema: {
        operationId: 'changeAccountingSettings',
        summary:
          'Change how the shop counts, from the next close on; a rate or worth set by hand wants its reason',
        tags,
        body: SettingsWish,
        response: { 200: SettingsAnswer },
      },
    },
    (request) =>
      request.inTenant(async (ctx) => {
        const answer = await changeSettings(ctx, { ...request.body, by_name: nameOf(request) })
        await audit(ctx, request, {
          action: 'accounting.settings_changed',
          details: { version: answer.version, reason: answer.reason },
        })
        return answer
      }),
  )
}
