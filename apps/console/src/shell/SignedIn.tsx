/** Joins the frame to who is signed in, and brings the search when it is first asked for. */
import { lazy, Suspense, useEffect, useState } from 'react'
import { Shell } from './Shell.tsx'

const SearchOnDemand = lazy(() =>
  import('./Search.tsx').then(({ Search, openSearch }) => {
    // Opened once it is on the page.
    setTimeout(openSearch)
    return { default: Search }
  }),
)

export function SignedIn() {
  const [searching, setSearching] = useState(false)
  const search = () => {
    if (searching) void import('./Search.tsx').then(({ openSearch }) => openSearch())
    setSearching(true)
  }
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
  return (
    <>
      <Shell shop_name="Comptoir" person={{ name: '', email: '' }} onSearch={search} onSignOut={() => {}} />
      {searching && (
        <Suspense>
          <SearchOnDemand store_id={null} customerPath={(customer_id) => `/customers/${customer_id}`} />
        </Suspense>
      )}
    </>
  )
}
