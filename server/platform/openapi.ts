/** The API's description, made from the routes themselves, and the two pages that make it readable. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { listRefusals } from './refusal.ts'

export const description = {
  openapi: {
    openapi: '3.1.0' as const,
    info: {
      title: 'Comptoir',
      version: '1',
      description:
        'One record per customer, a loyalty programme, one conversation. Whoever starts a thing names it: ids are UUIDs ' +
        'made by the caller and sent with PUT, so that sending twice does it once. Errors are application/problem+json ' +
        'with a stable `code`, listed at /docs/errors. Below /t/{slug}/api the same API speaks for that shop.',
    },
    servers: [{ url: '/api' }],
    components: {
      securitySchemes: {
        token: {
          type: 'http' as const,
          scheme: 'bearer',
          description: 'An API key (ck_…), a till (cd_…) or a card (cc_…).',
        },
        session: { type: 'apiKey' as const, in: 'cookie' as const, name: 'comptoir.session_token' },
      },
    },
    security: [{ token: [] }, { session: [] }] as Record<string, string[]>[],
  },
  transform: ({ schema, url, route }: any) => {
    const may: string[] = route.config?.may ?? []
    const open = may.includes('public')
    const who = `May be called by: ${may.join(', ')}.`
    return {
      url,
      schema: {
        ...schema,
        description: schema?.description ? `${schema.description}\n\n${who}` : who,
        ...(open && { security: [] }),
      },
    }
  },
}

const PAGE_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const
const PAGE_TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  png: 'image/png',
}

export function openapi(app: FastifyInstance) {
  const config = { may: ['public'], bare: true } as const
  const hidden = { config, schema: { hide: true } }
  app.get('/api/openapi.json', hidden, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(app.swagger()),
  )
  app.get('/api/docs', hidden, async (_request, reply) => reply.type('text/html; charset=utf-8').send(DOCS))
  app.get('/api/docs/start.js', hidden, async (_request, reply) => reply.type(PAGE_TYPES.js!).send(START))
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('@fastify/swagger-ui/package.json')),
    'static',
  )
  for (const name of PAGE_FILES)
    app.get(`/api/docs/${name}`, hidden, async (_request, reply) =>
      reply
        .type(PAGE_TYPES[name.split('.').at(-1)!]!)
        .header('cache-control', 'max-age=86400')
        .send(readFileSync(join(folder, name))),
    )
  app.get('/docs/errors', hidden, async (request, reply) =>
    reply.type('text/html; charset=utf-8').send(errorsPage(request)),
  )
}

const DOCS = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Comptoir · API</title>
<link rel="icon" href="docs/favicon-32x32.png"><link rel="stylesheet" href="docs/swagger-ui.css"></head>
<body><div id="api"></div><script src="docs/swagger-ui-bundle.js"></script><script src="docs/start.js"></script></body></html>`

const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#api', deepLinking: true, docExpansion: 'none', filter: true })`

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fbfaf7}
table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.5rem;border-bottom:1px solid #ddd}
:target{background:#fff3c4}`

/** Where a problem's \`type\` leads: what the code means, in the reader's language first. */
function errorsPage({ language }: FastifyRequest): string {
  const [title, other] = language === 'en' ? ['Errors', 'fr'] : ['Erreurs', 'en']
  const row = ({ code, status, fr, en }: ReturnType<typeof listRefusals>[number]) => {
    const [first, second] = language === 'en' ? [en, fr] : [fr, en]
    return `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${escape(first)}<br><span lang="${other}">${escape(second)}</span></td></tr>`
  }
  const rows = listRefusals()
    .toSorted((a, b) => a.code.localeCompare(b.code))
    .map(row)
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Comptoir · ${title}</title><style>${STYLE}</style></head><body><h1>${title}</h1><table>${rows.join('\n')}</table></body></html>`
}

const escape = (text: string) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`)
