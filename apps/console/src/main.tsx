import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from '@tanstack/react-router'
import '#ui/styles.css'
import { Kit } from '#ui/Kit.tsx'
import { startPlace } from '#ui/places.ts'
import { makeQueryClient } from '#ui/queries.ts'
import { startScheme } from '#ui/scheme.ts'
import { startWords } from '#ui/words.ts'
import { makeRouter } from './router.tsx'

startScheme()
startPlace('console')
startWords()

const queries = makeQueryClient()
const router = makeRouter(queries)

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Kit queries={queries}>
      <RouterProvider router={router} />
    </Kit>
  </StrictMode>,
)
