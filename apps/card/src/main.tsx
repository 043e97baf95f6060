import { createRoot } from 'react-dom/client'
import { QueryClientProvider } from '@tanstack/react-query'
import '#ui/card.css'
import { startPlace } from '#ui/places.ts'
import { keepOffline } from '#ui/pwa/new-version.ts'
import { makeQueryClient } from '#ui/queries.ts'
import { startScheme } from '#ui/scheme.ts'
import { startWords } from '#ui/words.ts'
import { App } from './App.tsx'

startScheme()
startPlace('card')
startWords()

createRoot(document.getElementById('root')!).render(
  <QueryClientProvider client={makeQueryClient({ offline: true })}>
    <App />
  </QueryClientProvider>,
)
void keepOffline()
