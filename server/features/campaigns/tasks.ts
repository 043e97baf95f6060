import type { TaskList } from 'graphile-worker'
import type { Parts } from '../../app.ts'
import { openCodes } from '../vouchers/codes.ts'
import { recoverRehearsals, runRehearsal } from './rehearse.ts'
import { sendCampaign, takeBackUnsent, tickCampaigns } from './send.ts'

export const CAMPAIGNS_CRONTAB =
  '* * * * * tick_campaigns\n* * * * * recover_campaign_rehearsals\n41 * * * * take_back_campaign_vouchers'

type Sending = Parameters<typeof sendCampaign>[2]
type Rehearsing = Parameters<typeof runRehearsal>[2]

export const campaignTasks = ({ db, config }: Pick<Parts, 'db' | 'config'>): TaskList => ({
  rehearse_campaign: (payload) => runRehearsal(db, config.public_url, payload as Rehearsing),
  send_campaign: (payload) => sendCampaign(db, openCodes(config.home), payload as Sending),
  tick_campaigns: () => tickCampaigns(db),
  recover_campaign_rehearsals: () => recoverRehearsals(db),
  take_back_campaign_vouchers: () => takeBackUnsent(db),
})
