/** What one customer sees: wide or narrow, by day or by night, or as plain text. */
import { Alert, SegmentedControl } from '@mantine/core'
import { ErrorState } from '#ui/components/ErrorState.tsx'
import { TextSkeleton } from '#ui/components/Skeletons.tsx'
import { place } from '#ui/places.ts'
import { useFormats } from '#ui/words.ts'
import { ReaderPicker } from './ReaderPicker.tsx'
import type { Preview } from './queries.ts'
import type { EditorProps } from './TemplatePage.tsx'
import { useWords } from './words.ts'
import styles from './templates.module.css'

export function PreviewPane({ search, change, preview }: EditorProps) {
  const w = useWords()
  const f = useFormats()
  const { data, error, isPending, refetch } = preview
  return (
    <>
      <div className={styles.previewTools}>
        <ReaderPicker
          customer_id={search.customer ?? null}
          onCustomer={(customer) => change({ customer: customer ?? undefined })}
        />
        <SegmentedControl
          aria-label={w('preview_width')}
          value={search.width ?? 'desk'}
          onChange={(width) => change({ width: width === 'phone' ? 'phone' : undefined })}
          data={[
            { value: 'desk', label: w('preview_desk') },
            { value: 'phone', label: w('preview_phone') },
          ]}
        />
        <SegmentedControl
          aria-label={w('preview_scheme')}
          value={search.scheme ?? 'light'}
          onChange={(scheme) => change({ scheme: scheme === 'dark' ? 'dark' : undefined })}
          data={[
            { value: 'light', label: w('preview_light') },
            { value: 'dark', label: w('preview_dark') },
          ]}
        />
        <SegmentedControl
          aria-label={w('preview_form')}
          value={search.form ?? 'html'}
          onChange={(form) => change({ form: form === 'text' ? 'text' : undefined })}
          data={[
            { value: 'html', label: w('preview_html') },
            { value: 'text', label: w('preview_text') },
          ]}
        />
      </div>
      {error && !data ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : isPending || !data ? (
        <TextSkeleton lines={8} />
      ) : (
        <>
          <Missing preview={data} />
          <div className={styles.envelope}>
            <strong>{data.subject || '—'}</strong>
            <span className={styles.soft}>
              {w('size', { kilobytes: f.number(Math.ceil(data.size_bytes / 1024)) })}
            </span>
          </div>
          {search.form === 'text' ? (
            <pre className={styles.plain} tabIndex={0}>
              {data.text}
            </pre>
          ) : (
            // No script, no form, no way out to the page around it.
            <iframe
              title={w('preview')}
              className={styles.frame}
              data-width={search.width ?? 'desk'}
              sandbox="allow-same-origin"
              srcDoc={shownHtml(data, search.scheme === 'dark')}
            />
          )}
        </>
      )}
    </>
  )
}

export function Missing({ preview }: { preview: Preview }) {
  const w = useWords()
  const { missing_words: names } = preview
  if (names.length === 0) return null
  return (
    <Alert color="yellow" className={styles.missing}>
      {w('missing', { count: names.length, names: names.join(', ') })}
    </Alert>
  )
}

/** Pictures come from this page's own address; the night is what the message itself says of it. */
function shownHtml({ html, shop_url }: Preview, night: boolean): string {
  const here = (html ?? '').replaceAll(shop_url, location.origin + place().shop_path)
  const scheme = night ? 'all' : 'not all'
  return here.replaceAll('@media (prefers-color-scheme: dark)', `@media ${scheme}`)
}
