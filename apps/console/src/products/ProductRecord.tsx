/** One product: its form, its photo, and whether it is still sold. */
import { useRef, useState } from 'react'
import { Alert, Autocomplete, Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { GetProduct, PutProduct } from '#client/types.ts'
import { addressOf } from '#client/client.ts'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { confirmWithCount, showDone } from '#ui/components/ask-first.tsx'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { FormSkeleton } from '#ui/components/Skeletons.tsx'
import { failureOf } from '#ui/failure.ts'
import { IconCamera } from '#ui/icons.ts'
import { place } from '#ui/places.ts'
import { MoneyInput } from '../shell/MoneyInput.tsx'
import { categoriesQuery, productQuery } from './queries.ts'
import { useWords } from './words.ts'
import styles from './products.module.css'

type Product = GetProduct['answer']
type Body = PutProduct['body']

const EMPTY: Body = { sku: '', name: '', price_cents: 0, category: null, brand: null, barcode: null }

function useRefresh() {
  const queries = useQueryClient()
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: ['/products'] }),
      queries.invalidateQueries({ queryKey: ['/categories'] }),
    ])
}

export function NewProduct({ onDone }: { onDone: () => void }) {
  const w = useWords()
  const [product_id] = useState(newId)
  return (
    <div className={styles.record}>
      <h2 className={styles.recordTitle}>{w('new_title')}</h2>
      <ProductForm
        product_id={product_id}
        first={EMPTY}
        verb={w('create')}
        done={(name) => w('created', { name })}
        onDone={onDone}
      />
    </div>
  )
}

export function ProductRecord({ product_id, may_write }: { product_id: string; may_write: boolean }) {
  const w = useWords()
  const found = useQuery(productQuery(product_id))
  if (found.error) return <ErrorState error={found.error} onRetry={() => void found.refetch()} />
  if (!found.data) return <FormSkeleton fields={5} />
  const product = found.data
  const { sku, name, price_cents, category, brand, barcode } = product
  return (
    <div className={styles.record}>
      <h2 className={styles.recordTitle}>{name}</h2>
      <Photo product={product} may_write={may_write} />
      {may_write ? (
        <>
          <ProductForm
            product_id={product_id}
            first={{ sku, name, price_cents, category, brand, barcode }}
            verb={w('save')}
            done={(saved) => w('saved', { name: saved })}
          />
          <Retirement product={product} />
        </>
      ) : (
        <p className={styles.soft}>{w('not_for_you')}</p>
      )}
    </div>
  )
}

type FormProps = {
  product_id: string
  first: Body
  verb: string
  done: (name: string) => string
  onDone?: () => void
}

function ProductForm({ product_id, first, verb, done, onDone }: FormProps) {
  const w = useWords()
  const refresh = useRefresh()
  const categories = (useQuery(categoriesQuery).data ?? []).map((one) => one.category).filter(Boolean)
  const [product, setProduct] = useState(first)
  const set = (change: Partial<Body>) => setProduct({ ...product, ...change })
  const save = useMutation({
    mutationFn: () => api.put('/products/{product_id}', { params: { product_id }, body: product }),
    onSuccess: async ({ name }) => {
      await refresh()
      showDone({ message: done(name) })
      onDone?.()
    },
  })
  const failure = save.error && failureOf(save.error)
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <TextInput
        label={w('name')}
        value={product.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        maxLength={200}
        required
      />
      <MoneyInput
        label={w('price')}
        cents={product.price_cents}
        onCents={(cents) => set({ price_cents: cents ?? 0 })}
        required
      />
      <TextInput
        label={w('sku')}
        value={product.sku}
        onChange={(event) => set({ sku: event.currentTarget.value })}
        maxLength={64}
        required
      />
      <Autocomplete
        label={w('category')}
        data={categories}
        value={product.category ?? ''}
        onChange={(category) => set({ category: category || null })}
        maxLength={100}
      />
      <TextInput
        label={w('brand')}
        value={product.brand ?? ''}
        onChange={(event) => set({ brand: event.currentTarget.value || null })}
        maxLength={100}
      />
      <TextInput
        label={w('barcode')}
        value={product.barcode ?? ''}
        onChange={(event) => set({ barcode: event.currentTarget.value || null })}
        maxLength={100}
        inputMode="numeric"
      />
      {failure && (
        <Alert color="red" title={failure.title}>
          {failure.detail}
        </Alert>
      )}
      <Button type="submit" loading={save.isPending}>
        {verb}
      </Button>
    </form>
  )
}

function Photo({ product, may_write }: { product: Product; may_write: boolean }) {
  const w = useWords()
  const refresh = useRefresh()
  const field = useRef<HTMLInputElement>(null)
  const { product_id, name, has_photo, updated_at } = product
  const send = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData()
      body.append('file', file)
      return api.put('/products/{product_id}/photo', { params: { product_id }, body: body as never })
    },
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('photo_done') })
    },
  })
  const base = `${place().shop_path}/api`
  return (
    <div className={styles.photo}>
      {has_photo && (
        <img
          // Asked anew when the product changes.
          src={`${addressOf(base, '/products/{product_id}/photo', { product_id }, {})}?at=${updated_at}`}
          alt={w('photo_of', { name })}
          className={styles.picture}
        />
      )}
      {may_write && (
        <>
          <Button
            variant="default"
            loading={send.isPending}
            leftSection={<IconCamera size={18} stroke={1.75} />}
            onClick={() => field.current?.click()}
          >
            {w(has_photo ? 'photo_change' : 'photo_add')}
          </Button>
          <span className={styles.soft}>{w('photo_hint')}</span>
          <input
            ref={field}
            type="file"
            aria-label={w(has_photo ? 'photo_change' : 'photo_add')}
            accept="image/jpeg,image/png,image/webp"
            hidden
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              if (file) send.mutate(file)
              event.currentTarget.value = ''
            }}
          />
        </>
      )}
      {send.error && <Alert color="red">{failureOf(send.error).title}</Alert>}
    </div>
  )
}

function Retirement({ product }: { product: Product }) {
  const w = useWords()
  const refresh = useRefresh()
  const { product_id, name, retired_at } = product
  const params = { product_id }
  const again = useMutation({
    mutationFn: () => api.delete('/products/{product_id}/retirement', { params }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('again_done', { name }) })
    },
  })
  const retire = useMutation({
    mutationFn: () => api.put('/products/{product_id}/retirement', { params }),
    onSuccess: async () => {
      await refresh()
      showDone({ message: w('retired_done', { name }), onUndo: () => again.mutate() })
    },
  })
  const ask = async () => {
    const question = { title: w('retire_ask', { name }), children: w('retire_why'), confirm: w('retire') }
    if (await confirmWithCount({ ...question, danger: true })) retire.mutate()
  }
  return retired_at ? (
    <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
      {w('sell_again')}
    </Button>
  ) : (
    <Button variant="default" loading={retire.isPending} onClick={() => void ask()}>
      {w('retire')}
    </Button>
  )
}
