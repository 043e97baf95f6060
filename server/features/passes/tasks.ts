import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { openCodes } from '../vouchers/codes.ts'
import type { Wallet } from './actions.ts'
import { recoverPasses, refreshPasses } from './refresh.ts'
import { openSigner } from './signer.ts'
import { openPassTokens } from './tokens.ts'

export const PASSES_CRONTAB = '*/5 * * * * recover_passes'

export const openWallet = (settings: Parts['config']): Wallet => ({
  settings,
  shown: { codes: openCodes(settings.home), public_url: settings.public_url },
  tokens: openPassTokens(settings.home),
  sign: openSigner(),
})

export function passTasks({ db, config }: Pick<Parts, 'db' | 'config'>): TaskList {
  const wallet = openWallet(config)
  return {
    refresh_passes: (payload) => refreshPasses(db, wallet, (payload as { tenant_id: string }).tenant_id),
    recover_passes: () => recoverPasses(db),
  }
}
