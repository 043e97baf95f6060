/**
 * Serves the built screens: the console at /, the till at /till, the card at /card, and the same below /t/<slug>.
 * Only files that were found in dist/ are ever served, by name from a list: an address cannot climb out of it.
 */
import { globSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { refuse } from './refusal.ts'
import { tenantPath } from './tenancy.ts'

const APPS = ['console', 'till', 'card'] as const
type App = (typeof APPS)[number]

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.mp3': 'audio/mpeg',
  '.txt': 'text/plain; charset=utf-8',
}
const COMPRESSED = new Set(['.html', '.js', '.css', '.json', '.webmanifest', '.svg', '.wasm', '.txt'])

type File = { content: Buffer; packed: Map<string, Promise<Buffer>> }
type Build = { built_ms: number; files: Map<string, File> }

const NOT_BUILT =
  '<!doctype html><html lang="fr"><title>Comptoir</title><p>Les écrans ne sont pas construits\u202f: lancez <code>npm start</code>.' +
  '<p lang="en">The screens are not built: run <code>npm start</code>.'

/** Reads an app's folder again when its page was built anew. */
function reader(folder: string) {
  let build: Build = { built_ms: 0, files: new Map() }
  return (): Build['files'] => {
    const built_ms = statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0
    if (built_ms !== build.built_ms) {
      // Source maps and the bundler's own notes (dot folders) stay at home.
      const names =
        built_ms === 0 ? [] : globSync('**/*.*', { cwd: folder }).filter((name) => TYPES[extname(name)])
      const read = (name: string): File => ({ content: readFileSync(join(folder, name)), packed: new Map() })
      build = {
        built_ms,
        files: new Map(names.filter((name) => !name.startsWith('.')).map((name) => [name, read(name)])),
      }
    }
    return build.files
  }
}

export function screens(app: FastifyInstance, dist: string) {
  const readers = Object.fromEntries(APPS.map((name) => [name, reader(join(dist, name))])) as Record<
    App,
    () => Build['files']
  >
  const config = { may: ['public'], bare: true } as const
  app.get<{ Params: { '*': string } }>(
    '/*',
    { config, schema: { hide: true }, logLevel: 'warn' },
    (request, reply) => {
      const path = request.params['*']
      if (path === 'api' || path.startsWith('api/')) throw refuse('not_found')
      const name = APPS.find((name) => path === name || path.startsWith(`${name}/`)) ?? 'console'
      const rest = path.startsWith(name) ? path.slice(name.length + 1) : path
      const files = readers[name]()
      const file = files.get(rest)
      if (file && rest !== 'index.html') return send(request, reply, rest, file, baseOf(request, name))
      if (rest !== '' && (rest.startsWith('assets/') || !isNavigation(request))) throw refuse('not_found')
      return sendPage(request, reply, files.get('index.html'), baseOf(request, name))
    },
  )
}

/** A person going somewhere: the app shows the page. A script or a picture that is missing stays missing. */
const isNavigation = ({ headers }: FastifyRequest) => (headers.accept ?? '').includes('text/html')

const baseOf = (request: FastifyRequest, name: App) =>
  `${tenantPath(request)}/${name === 'console' ? '' : `${name}/`}`

function sendPage(request: FastifyRequest, reply: FastifyReply, page: File | undefined, base: string) {
  reply.header('cache-control', 'no-cache').type(TYPES['.html']!)
  if (!page) return reply.code(503).send(NOT_BUILT)
  // The slug was checked against its pattern, so it holds no quote. The page is small: it is sent as it is.
  return reply.send(page.content.toString().replace(/<head>/i, `<head><base href="${base}">`))
}

async function send(request: FastifyRequest, reply: FastifyReply, name: string, file: File, base: string) {
  const hashed = name.startsWith('assets/')
  reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
  if (name === 'sw.js') reply.header('service-worker-allowed', base)
  reply.type(TYPES[extname(name)]!)
  if (!COMPRESSED.has(extname(name)) || file.content.length < 1024) return reply.send(file.content)
  reply.header('vary', 'accept-encoding')
  const coding = codingFor(request)
  if (!coding) return reply.send(file.content)
  if (!file.packed.has(coding)) file.packed.set(coding, pack[coding](file.content))
  return reply.header('content-encoding', coding).send(await file.packed.get(coding))
}

type Coding = 'br' | 'gzip'
const codingFor = ({ headers }: FastifyRequest): Coding | undefined =>
  (['br', 'gzip'] as const).find((coding) => String(headers['accept-encoding'] ?? '').includes(coding))

/** Once per file and build, so it may take its time; 8 is nearly as small as the slowest and ten times faster. */
const pack: Record<Coding, (content: Buffer) => Promise<Buffer>> = {
  br: (content) => promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 8 } }),
  gzip: (content) => promisify(gzip)(content, { level: 9 }),
}
