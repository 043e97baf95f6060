/** A product by name, reference or bar code, found on the device. */
import { useState } from 'react'
import { IconBarcode, IconX } from '#ui/icons.ts'
import { useFormats } from '#ui/words.ts'
import { countProducts, findProducts, productByCode } from '../keep/products.ts'
import type { Product } from '../keep/shapes.ts'
import { addProduct } from './draft.ts'
import { useWords } from './words.ts'
import styles from './sale.module.css'

type ProductFieldProps = { onChoose?: (product: Product) => void }

export function ProductField({ onChoose = addProduct }: ProductFieldProps) {
  const w = useWords()
  const f = useFormats()
  const [text, setText] = useState('')
  // A shop that sells by amount only has no use for it.
  if (countProducts() === 0) return null
  const found = text.trim().length > 0 ? findProducts(text) : []
  const choose = (product: Product) => {
    onChoose(product)
    setText('')
  }
  const enter = () => {
    const product = productByCode(text) ?? found[0]
    if (product) choose(product)
  }
  return (
    <div className={styles.products}>
      <div className={styles.productField}>
        <IconBarcode size={22} stroke={1.75} aria-hidden="true" />
        <input
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-label={w('product_field')}
          placeholder={w('product_hint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') enter()
            if (event.key === 'Escape') setText('')
          }}
        />
        {text && (
          <button type="button" aria-label={w('erase')} onClick={() => setText('')}>
            <IconX size={20} stroke={1.75} aria-hidden="true" />
          </button>
        )}
      </div>
      {text.trim() && (
        <ul className={styles.found}>
          {found.length === 0 && <li className={styles.soft}>{w('no_product')}</li>}
          {found.map((product) => (
            <li key={product.product_id}>
              <button type="button" onClick={() => choose(product)}>
                <span className={styles.label}>
                  {product.name}
                  <small>
                    {[product.brand, product.category].filter(Boolean).join(' · ') || product.sku}
                  </small>
                </span>
                <span className="figures">{f.money(product.price_cents)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
