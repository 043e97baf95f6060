import { Type } from 'typebox'
import { Moment, type Routes } from '../../platform/http.ts'
import { readWallet, type Wallet } from './actions.ts'
import { APPLE_PROBLEMS } from './certificate.ts'
import { GOOGLE_PROBLEMS } from './google-account.ts'

const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()])

/** What the console says of cards in phones' wallets. */
export const passRoutes =
  (wallet: Wallet): Routes =>
  async (app) => {
    app.get(
      '/wallet-passes',
      {
        config: { may: ['owner', 'marketing', 'store_manager'] },
        schema: {
          operationId: 'readWallet',
          summary: 'Cards in phones’ wallets: how many, and what is missing so that they are offered',
          tags: ['wallet'],
          response: {
            200: Type.Object({
              apple: Type.Object({
                problem: Maybe(Type.Enum([...APPLE_PROBLEMS])),
                expires_at: Maybe(Moment),
              }),
              google: Type.Object({ problem: Maybe(Type.Enum([...GOOGLE_PROBLEMS])) }),
              is_reached: Type.Boolean({ description: 'By https: else Apple does not update passes' }),
              passes: Type.Object({
                apple: Type.Integer(),
                google: Type.Integer(),
                phones: Type.Integer(),
                waiting: Type.Integer(),
              }),
              problem: Maybe(Type.String({ description: 'What Apple or Google said last' })),
            }),
          },
        },
      },
      (request) => request.inTenant((ctx) => readWallet(ctx, wallet)),
    )
  }
