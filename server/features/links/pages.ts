/**
 * Pages for customers without an app: one file of HTML with its own style, in the colours of the shop, that need no
 * script. Every text that is not ours is escaped.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Tenant } from '../../platform/tenancy.ts'
import { inkOn, readable } from './colours.ts'

export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

type Page = { title: string; body: string; language: 'fr' | 'en' }

const DEFAULT_PRIMARY = '#1F5C46'

export function renderPage(tenant: Pick<Tenant, 'name' | 'theme'>, { title, body, language }: Page): string {
  const given = typeof tenant.theme.primary === 'string' ? tenant.theme.primary : ''
  const primary = /^#[0-9a-f]{6}$/i.test(given) ? given : DEFAULT_PRIMARY
  const logo =
    typeof tenant.theme.logo_url === 'string' && /^\/(?!\/)/.test(tenant.theme.logo_url)
      ? tenant.theme.logo_url
      : null
  const sign = logo
    ? `<img class="logo" src="${escapeHtml(logo)}" alt="${escapeHtml(tenant.name)}">`
    : `<p class="shop">${escapeHtml(tenant.name)}</p>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} – ${escapeHtml(tenant.name)}</title>
<style>
:root { --primary: ${primary}; --on-primary: ${inkOn(primary)}; --link: ${readable(primary, '#fbfaf7')};
  --ground: #fbfaf7; --card: #fff; --ink: #1c2321; --soft: #5a625e; --line: #8b938e; --hair: #e4e1d9; --good: #e9f2ed }
@media (prefers-color-scheme: dark) {
  :root { --link: ${readable(primary, '#14171a')}; --ground: #14171a; --card: #1d2125; --ink: #f2f0ea; --soft: #b3b8b4;
    --line: #7d8580; --hair: #2e3438; --good: #1d2f28 }
}
${STYLE}
</style>
</head>
<body>
<header>${sign}</header>
<main>
${body}
</main>
</body>
</html>`
}

const STYLE = `* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1.0625rem/1.5 Figtree, system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
header { background: var(--primary); color: var(--on-primary); padding: 1.25rem 1rem; text-align: center }
.shop { margin: 0; font-size: 1.25rem; font-weight: 650; letter-spacing: .01em }
.logo { display: block; margin: 0 auto; max-height: 48px; max-width: 70% }
main { max-width: 34rem; margin: 0 auto; padding: 1.75rem 1rem 4rem }
h1 { font-size: 1.625rem; line-height: 1.2; margin: 0 0 .75rem; font-weight: 650; text-wrap: balance }
h2 { font-size: 1.125rem; margin: 0 0 .25rem; font-weight: 650 }
p { margin: 0 0 1rem }
.soft { color: var(--soft); font-size: .9375rem }
.said { background: var(--good); border-radius: 10px; padding: .875rem 1rem; margin: 0 0 1.5rem; font-weight: 550 }
.said p { margin: 0 }
fieldset, .box { border: 0; background: var(--card); border-radius: 10px; margin: 0 0 1rem; padding: 1rem; box-shadow: 0 1px 3px rgb(0 0 0 / .07) }
legend { float: left; width: 100%; font-size: 1.125rem; font-weight: 650; padding: 0; margin: 0 0 .25rem }
fieldset > p, .choice { clear: both }
.choice { display: flex; clear: both; gap: .75rem; align-items: flex-start; min-height: 48px; padding: .75rem 0; border-top: 1px solid var(--hair); cursor: pointer }
.choice:first-of-type { border-top: 0 }
.choice input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--link) }
.choice small { display: block; color: var(--soft); font-size: .875rem }
button, .button { display: block; width: 100%; min-height: 52px; border: 0; border-radius: 10px; padding: .75rem 1rem; font: inherit; font-weight: 650; cursor: pointer; text-align: center; text-decoration: none }
.first { background: var(--primary); color: var(--on-primary) }
.second { background: transparent; color: var(--ink); border: 1.5px solid var(--line); margin-top: .75rem }
a { color: var(--link); text-underline-offset: 3px }
.foot { margin-top: 2rem; text-align: center }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 6px }
header :focus-visible { outline-color: var(--on-primary) }
@media (min-width: 40rem) { main { padding-top: 3rem } button, .button { width: auto; min-width: 16rem } .row { display: flex; gap: .75rem; flex-wrap: wrap } .row .second { margin-top: 0 } }
@media print { header { background: none; color: #000 } }`

const UNKNOWN = {
  fr: {
    title: 'Ce lien ne mène plus nulle part',
    text: 'Il a peut-être été coupé en chemin, ou il est trop ancien. Rien n’a été changé.',
    home: 'Ouvrir ma carte',
  },
  en: {
    title: 'This link leads nowhere any more',
    text: 'It may have been cut on its way, or it is too old. Nothing has been changed.',
    home: 'Open my card',
  },
}

export function unknownPage(request: FastifyRequest, reply: FastifyReply) {
  const { language, tenant } = request
  const words = UNKNOWN[language]
  const shop = tenant ?? { name: 'Comptoir', theme: {}, slug: '' }
  const card = tenant
    ? `<p><a class="button first" href="/t/${escapeHtml(tenant.slug)}/card/">${words.home}</a></p>`
    : ''
  const body = `<h1>${words.title}</h1>\n<p>${words.text}</p>\n${card}`
  return sendPage(reply.code(404), renderPage(shop, { title: words.title, body, language }))
}

/** No script at all, and nothing from elsewhere. */
const POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self'",
  "font-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

export const sendPage = (reply: FastifyReply, html: string, policy = POLICY) =>
  reply
    .headers({
      'content-security-policy': policy,
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
      // A browser says where a form comes from only if the page lets it; other sites learn nothing.
      'referrer-policy': 'same-origin',
    })
    .type('text/html; charset=utf-8')
    .send(html)
