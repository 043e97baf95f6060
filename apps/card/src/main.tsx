import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import '#ui/card.css'
import { startApi } from '#ui/api.ts'
import { startPlace } from '#ui/places.ts'
import { keepOffline } from '#ui/pwa/new-version.ts'
import { makeQueryClient } from '#ui/queries.ts'
import { startScheme } from '#ui/scheme.ts'
import { startWords } from '#ui/words.ts'
import { App } from './App.tsx'
import { watchInstall } from './install/install.ts'
import { kept } from './keep/kept.ts'
import { takeFromAddress } from './open/address.ts'
import { keepInvitation } from './open/invitation.ts'
import { openCard } from './open/open-card.ts'
import { dressIn } from './shell/dress.ts'

startScheme()
startPlace('card')
startWords()
watchInstall()
startApi({
  headers: (): Record<string, string> => {
    const token = kept()?.token
    return token ? { authorization: `Bearer ${token}` } : {}
  },
})

function lookAtAddress() {
  const brought = takeFromAddress()
  if (brought?.kind === 'card') void openCard(brought.link)
  if (brought?.kind === 'invitation') keepInvitation(brought.code)
  // The router hears of it as of any other step.
  if (brought) dispatchEvent(new PopStateEvent('popstate', { state: history.state }))
}
lookAtAddress()
addEventListener('hashchange', lookAtAddress)

const shop = kept()?.card?.tenant
if (shop) dressIn(shop)

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={makeQueryClient({ offline: true })}>
    <App />
  </QueryClientProvider>,
)
void keepOffline()
