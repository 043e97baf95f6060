/**
 * `npm run dev`: the program, started again whenever its sources change, and the three apps with hot reload.
 * The screens are then on ports of their own and pass /api on; the database stays up only as long as the program.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createServer, type ViteDevServer } from 'vite'
import { readConfig } from '../server/config.ts'
import { appNames, viteConfig } from './vite.ts'

const FIRST_PORT = 5173
const config = readConfig()
const api = `http://127.0.0.1:${config.port}`

function startProgram(): ChildProcess {
  const words = ['--watch-path=server', '--watch-path=database', '--watch-preserve-output', 'server/main.ts']
  return spawn(process.execPath, words, { stdio: 'inherit' })
}

async function serveScreens(): Promise<ViteDevServer[]> {
  const servers: ViteDevServer[] = []
  for (const [i, app] of appNames.entries()) {
    const port = FIRST_PORT + i
    const server = await createServer({
      ...viteConfig(app),
      base: '/',
      server: { port, strictPort: true, proxy: { '/api': api } },
    })
    await server.listen()
    console.log(`${app.padEnd(8)} http://localhost:${port}/`)
    servers.push(server)
  }
  return servers
}

const program = startProgram()
const servers = await serveScreens()
const ended = new Promise<number>((settle) => program.once('exit', (code) => settle(code ?? 0)))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => program.kill('SIGTERM'))
const code = await ended
await Promise.all(servers.map((server) => server.close()))
process.exit(code)
