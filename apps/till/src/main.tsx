import { createRoot } from 'react-dom/client'
import '#ui/styles.css'
import './print.css'
import { Kit } from '#ui/Kit.tsx'
import { startPlace } from '#ui/places.ts'
import { keepOffline } from '#ui/pwa/new-version.ts'
import { makeQueryClient } from '#ui/queries.ts'
import { startScheme } from '#ui/scheme.ts'
import { startWords } from '#ui/words.ts'
import { App } from './App.tsx'
import { openEverything } from './keep/open.ts'

startScheme()
startPlace('till')
startWords()
void openEverything()

createRoot(document.getElementById('root')!).render(
  <Kit queries={makeQueryClient({ offline: true })}>
    <App />
  </Kit>,
)
void keepOffline()
