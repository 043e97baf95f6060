/** The composition root: everything is put together here, from arguments, in reading order. */
import { join } from 'node:path'
import compress from '@fastify/compress'
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Config } from './config.ts'
import { accountingRoutes } from './features/accounting/routes.ts'
import { apiKeySubject } from './features/api-keys/actions.ts'
import { apiKeyRoutes } from './features/api-keys/routes.ts'
import { audienceMemberRoutes } from './features/audiences/member-routes.ts'
import { audienceRoutes } from './features/audiences/routes.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { catalogueRoutes } from './features/catalogue/routes.ts'
import { deviceRoutes } from './features/devices/routes.ts'
import { deviceSubject } from './features/devices/shift.ts'
import { cardHolder } from './features/cards/access.ts'
import { campaignDeedRoutes } from './features/campaigns/deed-routes.ts'
import { privateSaleRoutes } from './features/campaigns/private-sale-routes.ts'
import { rehearsalRoutes } from './features/campaigns/rehearsal-routes.ts'
import { campaignResultRoutes } from './features/campaigns/result-routes.ts'
import { campaignRoutes } from './features/campaigns/routes.ts'
import { cardRoutes } from './features/cards/holder-routes.ts'
import { cardAccessRoutes } from './features/cards/routes.ts'
import { activityRoutes } from './features/activities/routes.ts'
import { cardClubRoutes } from './features/clubs/card-routes.ts'
import { clubRequestRoutes, clubRoutes } from './features/clubs/routes.ts'
import { consentRoutes } from './features/consents/routes.ts'
import { customerRoutes } from './features/customers/routes.ts'
import { importRoutes } from './features/imports/routes.ts'
import { figureRoutes } from './features/figures/routes.ts'
import { listRoutes } from './features/lists/routes.ts'
import { publicLinkRoutes } from './features/links/public-routes.ts'
import { linkRecorder } from './features/links/record.ts'
import { openLinkKeys } from './features/links/sign.ts'
import { traceRoutes } from './features/links/trace-routes.ts'
import { scanCounter } from './features/links/trace.ts'
import { sendMessage } from './features/messages/actions.ts'
import { answerRoutes } from './features/messages/answer-routes.ts'
import { domainRoutes } from './features/messages/domain-routes.ts'
import { inboundRoutes } from './features/messages/inbound-routes.ts'
import { pushRoutes } from './features/messages/push-routes.ts'
import { callRoutes } from './features/messages/call-routes.ts'
import { letterRoutes } from './features/messages/letter-routes.ts'
import { outboxRoutes, personMessageRoutes } from './features/messages/outbox-routes.ts'
import { openPen } from './features/messages/compose.ts'
import { messageRoutes } from './features/messages/routes.ts'
import { receiptRoutes } from './features/receipts/routes.ts'
import { householdRoutes } from './features/households/routes.ts'
import { correctionRoutes } from './features/points/correction-routes.ts'
import { holdRoutes } from './features/points/hold-routes.ts'
import { lockRoutes } from './features/points/lock-routes.ts'
import { pointsRoutes } from './features/points/routes.ts'
import { appleWalletRoutes } from './features/passes/apple-routes.ts'
import { cardPassRoutes } from './features/passes/card-routes.ts'
import { passRoutes } from './features/passes/routes.ts'
import { openWallet } from './features/passes/tasks.ts'
import { pictureRoutes } from './features/pictures/routes.ts'
import { socialPageRoutes } from './features/posts/page-routes.ts'
import { postRoutes } from './features/posts/routes.ts'
import { planningRoutes } from './features/pressure/planning-routes.ts'
import { preferenceRoutes } from './features/preferences/public-routes.ts'
import { pressureRoutes } from './features/pressure/routes.ts'
import { programmeRoutes } from './features/programmes/routes.ts'
import { promotionRoutes } from './features/promotions/routes.ts'
import { rewardRoutes } from './features/rewards/routes.ts'
import { rewardTaker } from './features/rewards/take-together.ts'
import { forgetHouse } from './features/sales/house.ts'
import { saleRecorder } from './features/sales/recorder.ts'
import { afterSaleRoutes } from './features/sales/after-sale-routes.ts'
import { saleReturner } from './features/sales/return-together.ts'
import { saleReadRoutes } from './features/sales/read-routes.ts'
import { cardReferralRoutes, referralRoutes } from './features/referrals/routes.ts'
import { saleRoutes } from './features/sales/routes.ts'
import { budgetRoutes } from './features/simulations/budget-routes.ts'
import { sharedSimulationRoutes } from './features/simulations/share-routes.ts'
import { simulationRoutes } from './features/simulations/routes.ts'
import { storeRoutes } from './features/stores/routes.ts'
import { openCodes } from './features/vouchers/codes.ts'
import { finderByCode } from './features/vouchers/lookup.ts'
import { voucherRoutes } from './features/vouchers/routes.ts'
import { authenticator, type Subject } from './platform/authenticate.ts'
import { sendLostPassword } from './features/staff/lost-password.ts'
import { brandRoutes } from './features/templates/brand-routes.ts'
import { templatePreviewRoutes } from './features/templates/preview-routes.ts'
import { templateRoutes } from './features/templates/routes.ts'
import { templateUseRoutes } from './features/templates/uses.ts'
import { tierRoutes } from './features/tiers/routes.ts'
import { timelineRoutes } from './features/timeline/routes.ts'
import { tenantRoutes } from './features/tenants/routes.ts'
import { staffRoutes } from './features/staff/routes.ts'
import { signInRoutes } from './features/staff/sign-in-routes.ts'
import type { Database } from './platform/database.ts'
import type { Batching } from './platform/gather.ts'
import { health, type Checks } from './platform/health.ts'
import { securityHeaders } from './platform/headers.ts'
import { hostChecker } from './platform/host.ts'
import { buildHttp, type Routes } from './platform/http.ts'
import { metrics } from './platform/metrics.ts'
import { openapi } from './platform/openapi.ts'
import { screens } from './platform/screens.ts'
import { readSecret } from './platform/secrets.ts'
import { openSignIn, staffFinder } from './platform/sign-in.ts'

export type Parts = {
  config: Config
  pool: pg.Pool
  db: Database
  /** Called after a write that reactions should see at once. */
  nudge?: () => void
  log?: { level: string } | false
  /** What must be up for /readyz to say so. */
  checks?: Checks
  /** How sales are gathered; only a benchmark sets it. */
  batching?: Batching | undefined
  reactor_lag_ms?: () => number
  /** Builds every schema at the start, to find a wrong one. */
  eager_schemas?: boolean
}

export async function buildApp({
  config,
  pool,
  db,
  log = false,
  checks = {},
  nudge = () => {},
  reactor_lag_ms = () => 0,
  eager_schemas = false,
  batching,
}: Parts) {
  const signIn = openSignIn({
    config,
    db,
    sendLostPassword: (user, token) => sendLostPassword(db, config, user, token),
  })
  const codes = openCodes(config.home)
  const findByCode = finderByCode(codes)
  const recorder = saleRecorder({ pool, db, codes, written: nudge, ...(batching && { batching }) })
  const shift = readSecret(config.home, 'shift')
  const wallet = openWallet(config)
  const linkKeys = openLinkKeys(config.home)
  const links = linkRecorder(db, nudge)
  const scans = scanCounter(db)
  const features: Routes[] = [
    storeRoutes,
    catalogueRoutes,
    deviceRoutes({ pairing: readSecret(config.home, 'pairing'), shift }),
    apiKeyRoutes,
    auditRoutes,
    customerRoutes,
    consentRoutes,
    timelineRoutes,
    listRoutes,
    audienceRoutes,
    audienceMemberRoutes,
    activityRoutes(codes),
    referralRoutes(config),
    cardReferralRoutes(config),
    tierRoutes,
    clubRoutes,
    clubRequestRoutes,
    cardClubRoutes,
    figureRoutes,
    accountingRoutes,
    voucherRoutes(codes, findByCode),
    rewardRoutes(codes, rewardTaker({ db, codes }), forgetHouse),
    saleRoutes(recorder, findByCode),
    saleReadRoutes,
    afterSaleRoutes(codes, findByCode, saleReturner(db)),
    pointsRoutes,
    holdRoutes,
    lockRoutes,
    correctionRoutes,
    householdRoutes,
    importRoutes(config),
    programmeRoutes(forgetHouse),
    simulationRoutes(config),
    sharedSimulationRoutes(config),
    budgetRoutes,
    pictureRoutes,
    templateRoutes(config.public_url),
    templateUseRoutes,
    templatePreviewRoutes({ public_url: config.public_url, codes, send: sendMessage }),
    brandRoutes,
    promotionRoutes,
    messageRoutes(config),
    pressureRoutes,
    campaignRoutes,
    campaignDeedRoutes,
    rehearsalRoutes(codes),
    campaignResultRoutes,
    privateSaleRoutes,
    outboxRoutes,
    letterRoutes(config),
    callRoutes(config),
    pushRoutes(config),
    passRoutes(wallet),
    cardPassRoutes(wallet),
    appleWalletRoutes(wallet),
    postRoutes(config.public_url),
    socialPageRoutes(config),
    inboundRoutes({ home: config.home, db }),
    domainRoutes(config),
    personMessageRoutes,
    answerRoutes(config),
    planningRoutes,
    traceRoutes(config.public_url),
    receiptRoutes(config),
    cardAccessRoutes(config),
    cardRoutes({ home: config.home, codes, public_url: config.public_url }),
    signInRoutes(signIn),
    staffRoutes(config),
    tenantRoutes(config),
  ]
  const subjects: Record<string, Subject> = {
    api_key: apiKeySubject(db),
    device: deviceSubject(db, shift),
    customer: cardHolder(db),
  }
  const { findSession, origin: public_origin } = signIn
  const isHost = hostChecker(config.home)
  const authenticate = authenticator(db, { findSession, findStaff: staffFinder(pool), subjects, isHost })
  const around = async (app: FastifyInstance) => {
    securityHeaders(app, config.public_url)
    await app.register(compress, { threshold: 4096, encodings: ['gzip'] })
    metrics(app, { pool, isHost, reactor_lag_ms })
    // A write may have announced something: its reactions look at once instead of at their next round.
    app.addHook('onResponse', async (request, reply) => {
      if (request.method !== 'GET' && reply.statusCode < 300) nudge()
    })
  }
  const app = await buildHttp({
    db,
    authenticate,
    features,
    around,
    public_origin,
    trust_proxy: config.trust_proxy,
    log,
    eager_schemas,
  })
  app.addHook('onClose', () => Promise.all([links.flush(), scans.flush()]).then(() => {}))
  await app.register(publicLinkRoutes(linkKeys, links, scans), { db })
  await app.register(preferenceRoutes(openPen(config)), { db })
  health(app, checks)
  openapi(app)
  screens(app, join(import.meta.dirname, '../dist'))
  return app
}
