/** The pages a customer opens from a message: to stop, and to choose. No script; big enough for a thumb. */
import type { Tenant } from '../../platform/tenancy.ts'
import { escapeHtml, renderPage } from '../links/pages.ts'
import type { Preferences } from './actions.ts'
import type { Recipient } from './queries.ts'
import { keyOf, type Question } from './rules.ts'
import { WORDS } from './words.ts'

type Shop = Pick<Tenant, 'name' | 'theme' | 'slug' | 'time_zone'>
type Ways = { stop: string; choose: string }

const cardLink = (shop: Shop, words: (typeof WORDS)['fr' | 'en']) =>
  `<p class="foot"><a href="/t/${escapeHtml(shop.slug)}/card/">${words.card}</a></p>`

export function askToStop(shop: Shop, recipient: Recipient, hint: string | undefined, ways: Ways): string {
  const { language, channel } = recipient
  const words = WORDS[language]
  const title = words.stop_title(words.stop_what[channel] ?? words.messages, shop.name)
  const body = `<h1>${escapeHtml(title)}</h1>
<p>${hint ? `${escapeHtml(words.stop_for(hint))} ` : ''}${words.stop_explain}</p>
<form method="post" action="${ways.stop}">
<div class="row">
<button class="first" name="List-Unsubscribe" value="One-Click">${words.stop_button}</button>
<a class="button second" href="${ways.choose}">${words.rather}</a>
</div>
</form>`
  return renderPage(shop, { title, body, language })
}

export function hasStopped(shop: Shop, { language, channel, purpose }: Recipient, ways: Ways): string {
  const words = WORDS[language]
  const what = words.stop_what[channel] ?? words.messages
  const points = purpose === 'loyalty' ? ` ${words.stopped_points}` : ''
  const body = `<h1>${words.stopped_title}</h1>
<p role="status">${escapeHtml(words.stopped(what))}${points}</p>
<p><a href="${ways.choose}">${words.change_mind}</a></p>
${cardLink(shop, words)}`
  return renderPage(shop, { title: words.stopped_title, body, language })
}

export function choosePage(
  shop: Shop,
  preferences: Preferences,
  ways: Ways,
  said: 'saved' | 'all_off_done' | null,
): string {
  const { recipient, questions, hints } = preferences
  const { language } = recipient
  const words = WORDS[language]
  const title = words.title(shop.name)
  const status = said ? `<div class="said" role="status"><p>${words[said]}</p></div>\n` : ''
  if (recipient.left_at) {
    const body = `<h1>${escapeHtml(title)}</h1>\n${status}<p>${words.left}</p>`
    return renderPage(shop, { title, body, language })
  }
  const offers = questions.filter(({ purpose, channel }) => purpose === 'offers' && channel !== 'tracking')
  const points = questions.filter(({ purpose }) => purpose === 'loyalty')
  const privacy = questions.filter(({ channel }) => channel === 'tracking')
  const other = questions.filter((one) => ![...offers, ...points, ...privacy].includes(one))
  const group = (name: string, list: Question[], explain = '') =>
    list.length === 0
      ? ''
      : `<fieldset><legend>${name}</legend>${explain && `<p class="soft">${explain}</p>`}
${list.map((one) => choice(one, hints, words)).join('\n')}
</fieldset>\n`
  const body = `${status}<h1>${escapeHtml(title)}</h1>
<p>${words.intro}</p>
<form method="post" action="${ways.choose}">
${group(words.offers, offers)}${group(words.other, other)}${group(words.points, points, words.points_explain)}${often(shop, preferences, words)}${group(words.privacy, privacy)}<div class="row">
<button class="first" name="do" value="save">${words.save}</button>
<button class="second" name="do" value="all_off">${words.all_off}</button>
</div>
</form>
${cardLink(shop, words)}`
  return renderPage(shop, { title, body, language })
}

function choice(
  question: Question,
  hints: Record<string, string>,
  words: (typeof WORDS)['fr' | 'en'],
): string {
  const key = escapeHtml(keyOf(question))
  const hint = hints[question.channel]
  const name = words.channels[question.channel] ?? question.channel
  return `<input type="hidden" name="asked" value="${key}">
<label class="choice"><input type="checkbox" name="yes" value="${key}"${question.yes ? ' checked' : ''}>
<span>${name}${hint ? ` <span class="soft">${escapeHtml(hint)}</span>` : ''}<small>${escapeHtml(question.text)}</small></span></label>`
}

function often(
  shop: Shop,
  { frequency, paused_until, recipient }: Preferences,
  words: (typeof WORDS)['fr' | 'en'],
) {
  const stands = paused_until ? 'pause' : frequency
  const day = paused_until?.toLocaleDateString(recipient.language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    timeZone: shop.time_zone,
  })
  const radio = (value: string, name: string, explain = '') =>
    `<label class="choice"><input type="radio" name="frequency" value="${value}"${value === stands ? ' checked' : ''}>
<span>${name}${explain && `<small>${explain}</small>`}</span></label>`
  return `<fieldset><legend>${words.often}</legend>
${radio('normal', words.normal)}
${radio('less', words.less, words.less_explain)}
${radio('pause', day ? words.paused(day) : words.pause, words.pause_explain)}
</fieldset>\n`
}
