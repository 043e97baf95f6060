/** The program's commands: `node server/main.ts [web | worker | both]`, migrate, audit, demo-chain, tenant. */
import { access, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Parts } from './app.ts'
import { readConfig, readLanguage, type Config } from './config.ts'
import { setupSecret } from './features/tenants/setup.ts'
import type { Server } from './platform/postgres/server.ts'
import { importIfThere, openParts, startProduct, type Opened, type Running, type Say } from './start.ts'

type SignIn = { address: string; email: string; password: string }
type Seed = {
  seedDemo: (parts: Parts, say: Say, how: { owner_url: string; afresh: boolean }) => Promise<SignIn>
}
type Tool = { run: (opened: Opened, args: string[], say: Say) => Promise<number> }

/** Commands that work in the database, also beside the running program; each file exports `run`, which answers the exit code. */
const TOOLS: Record<string, string> = {
  audit: './features/points/audit-command.ts',
  tenant: './features/tenants/command.ts',
  'demo-chain': '../dev/demo/chain.ts',
}

const [command = 'both', ...args] = process.argv.slice(2)
const say: Say = (fr, en) => console.log(readLanguage() === 'en' ? en : fr)

const signInFile = (config: Config) => join(config.home, 'demo.json')

const exit_code = await main().catch((error: Error) => {
  // What keeps a program from starting is said as a sentence; only our own mistakes need their stack.
  console.error(error.name === 'StartError' ? error.message : (error.stack ?? error.message))
  return 1
})
// Nothing may keep a program alive that has nothing more to do, least of all after an error.
process.exit(exit_code)

async function main(): Promise<number> {
  if (command === 'web' || command === 'worker' || command === 'both')
    return serve(readConfig(undefined, command))
  if (command !== 'migrate' && !TOOLS[command]) {
    say(`Commande inconnue\u202f: ${command}.`, `Unknown command: ${command}.`)
    return 2
  }
  const opened = await openParts(readConfig(), say, { joins: true })
  try {
    if (command === 'migrate') return 0
    const tool = await importIfThere<Tool>(TOOLS[command]!)
    if (tool) return await tool.run(opened, args, say)
    say(`La commande ${command} n’est pas installée ici.`, `The command ${command} is not installed here.`)
    return 2
  } finally {
    await opened.close()
  }
}

async function serve(config: Config): Promise<number> {
  const asked = askedToStop()
  const starting = startProduct(config, say, fillWithDemo)
  const running = await Promise.race([starting, asked.then(() => undefined)])
  if (!running)
    return stopWithin(
      starting.then(
        (late) => late.stop(),
        () => {},
      ),
    )
  await greet(config, running)
  const failure = await Promise.race([asked.then(() => undefined), running.failed])
  if (failure) console.error(failure)
  else say('Arrêt…', 'Stopping…')
  await stopWithin(running.stop())
  return failure ? 1 : 0
}

/** Ctrl-C or a supervisor's SIGTERM; asked a second time, the program ends at once (PostgreSQL recovers by itself). */
function askedToStop(): Promise<void> {
  return new Promise((settle) => {
    let times = 0
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => (times++ === 0 ? settle() : process.exit(130)))
  })
}

async function stopWithin(stopping: Promise<void>): Promise<number> {
  const late = setTimeout(() => process.exit(1), 30_000)
  await stopping
  clearTimeout(late)
  return 0
}

/** An empty install becomes the demo shop, once, unless COMPTOIR_DEMO=0; one that was cut off is made afresh. */
async function fillWithDemo(parts: Parts, { ownerUrl }: Server) {
  const { config, db } = parts
  if (!config.demo || config.runs === 'worker') return
  const begun = join(config.home, 'demo.begun')
  const afresh = await access(begun).then(
    () => true,
    () => false,
  )
  if (!afresh && (await db.selectFrom('tenant').select('tenant_id').limit(1).executeTakeFirst())) return
  const seed = await importIfThere<Seed>('../dev/demo/seed.ts')
  if (!seed) return
  say('La boutique de démonstration se remplit…', 'The demo shop is being filled…')
  await writeFile(begun, '')
  const signIn = await seed.seedDemo(parts, say, { owner_url: ownerUrl, afresh })
  await writeFile(signInFile(config), JSON.stringify(signIn), { mode: 0o600 })
  await rm(begun)
}

async function greet(config: Config, { address, parts }: Running) {
  const open = config.port === 0 ? address : config.public_url
  say(`Comptoir est ouvert\u202f: ${open}`, `Comptoir is open: ${open}`)
  const secret = await setupSecret(parts)
  if (secret)
    say(
      `Première installation\u202f: ouvrez cette adresse. Code d’installation\u202f: ${secret}`,
      `First run: open this address. Set-up code: ${secret}`,
    )
  const demo = await readFile(signInFile(config), 'utf8').catch(() => '')
  if (!demo || !config.demo) return
  const { email, password } = JSON.parse(demo) as SignIn
  say(
    `Démonstration\u202f: ${email} · mot de passe\u202f: ${password}`,
    `Demo: ${email} · password: ${password}`,
  )
}
