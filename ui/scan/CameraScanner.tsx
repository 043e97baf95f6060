/** The camera as a scanner. What it reads is told once; the same code again only after it left the picture. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { scanWords } from './scan-words.ts'
import styles from './camera.module.css'

type CameraScannerProps = { onScan: (text: string) => void }
type State = 'starting' | 'looking' | 'refused' | 'absent'

const LOOK_EVERY_MS = 120

export function CameraScanner({ onScan }: CameraScannerProps) {
  const w = scanWords.useWords()
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<State>('starting')
  const scanned = useEffectEvent(onScan)
  useEffect(() => {
    const stopped = new AbortController()
    const read = (text: string) => scanned(text)
    void watch(video.current!, read, setState, stopped.signal)
    return () => stopped.abort()
  }, [])
  return (
    <div className={styles.room}>
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption -- a live picture without sound */}
      <video ref={video} className={styles.picture} muted playsInline aria-label={w('picture')} />
      {state === 'looking' && <div className={styles.aim} aria-hidden="true" />}
      <output className={styles.said}>{w(state)}</output>
    </div>
  )
}

async function watch(
  video: HTMLVideoElement,
  onScan: (text: string) => void,
  onState: (state: State) => void,
  stopped: AbortSignal,
) {
  if (!navigator.mediaDevices) return onState('absent')
  const reading = import('./camera-reader.ts').then(({ makeReader }) => makeReader())
  let stream: MediaStream
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
    })
  } catch (error) {
    reading.catch(() => undefined)
    return onState((error as Error).name === 'NotAllowedError' ? 'refused' : 'absent')
  }
  const stop = () => stream.getTracks().forEach((track) => track.stop())
  if (stopped.aborted) return stop()
  stopped.addEventListener('abort', stop)
  video.srcObject = stream
  await video.play().catch(() => undefined)
  const reader = await reading
  onState('looking')
  let last = ''
  while (!stopped.aborted) {
    const [found] = video.readyState >= 2 ? await reader.detect(video).catch(() => []) : []
    if (found && found.rawValue !== last && !stopped.aborted) onScan(found.rawValue)
    last = found?.rawValue ?? ''
    await new Promise((next) => setTimeout(next, LOOK_EVERY_MS))
  }
}
