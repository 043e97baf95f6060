/** Joins the frame to who is signed in, and brings the search when it is first asked for. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { useSuspenseQueries } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { meQuery, shopQuery, signOut, storesQuery } from '../session.ts'
import { Shell } from './Shell.tsx'

const shell = getRouteApi('/shell')

/** The store that figures and lists are about; null is all of them. Kept in the address (`?store=`). */
export const useStoreId = () => shell.useSearch().store ?? null

const SearchOnDemand = lazy(() =>
  import('./Search.tsx').then(({ Search, openSearch }) => {
    // Opened once it is on the page.
    setTimeout(openSearch)
    return { default: Search }
  }),
)

export function SignedIn() {
  const [me, shop, stores] = useSuspenseQueries({ queries: [meQuery, shopQuery, storesQuery] })
  const store_id = useStoreId()
  const navigate = useNavigate()
  const { searching, search } = useSearchOnDemand()
  const chooseStore = (store: string | null) =>
    void navigate({ to: '.', search: (now) => ({ ...now, store: store ?? undefined }) })
  return (
    <>
      <Shell
        shop_name={shop.data.name}
        person={me.data.user}
        store={{ stores: stores.data.items.filter((one) => !one.closed_at), store_id, onChoose: chooseStore }}
        onSearch={search}
        onSignOut={() => void signOut()}
      />
      {searching && (
        <Suspense>
          <SearchOnDemand store_id={store_id} />
        </Suspense>
      )}
    </>
  )
}

/** Ctrl K, until the search is there and listens by itself. */
function useSearchOnDemand() {
  const [searching, setSearching] = useState(false)
  useEffect(() => {
    if (searching) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setSearching(true)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [searching])
  const search = () => {
    if (searching) void import('./Search.tsx').then(({ openSearch }) => openSearch())
    setSearching(true)
  }
  return { searching, search }
}
