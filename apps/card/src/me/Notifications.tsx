/** Notifications of the shop on this phone: asked for by a touch, taken away by another. Hidden where a phone cannot. */
import { useEffect, useState } from 'react'
import { newId } from '#lib/id.ts'
import { api } from '#ui/api.ts'
import { Button } from '#ui/light/Button.tsx'
import styles from './me.module.css'
import { useWords } from './words.ts'

type Standing = 'unknown' | 'off' | 'on' | 'denied'

const isPossible = () => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

/** null until an installed or built card has its worker. */
const worker = async () => (await navigator.serviceWorker.getRegistration()) ?? null

export function Notifications() {
  const w = useWords()
  const [standing, setStanding] = useState<Standing>('unknown')
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!isPossible()) return
    void worker().then(async (found) => {
      if (!found) return
      if (Notification.permission === 'denied') return setStanding('denied')
      setStanding((await found.pushManager.getSubscription()) ? 'on' : 'off')
    })
  }, [])
  if (standing === 'unknown') return null
  const change = async () => {
    setFailed(false)
    try {
      setStanding(standing === 'on' ? await turnOff() : await turnOn())
    } catch {
      setFailed(true)
    }
  }
  return (
    <div className={styles.deed}>
      <Button
        kind="plain"
        full
        why_not={standing === 'denied' ? w('push_denied') : undefined}
        onClick={() => void change()}
      >
        {w(standing === 'on' ? 'push_off' : 'push_on')}
      </Button>
      {standing !== 'denied' && (
        <small role={failed ? 'alert' : undefined}>{w(failed ? 'push_failed' : 'push_why')}</small>
      )}
    </div>
  )
}

async function turnOn(): Promise<Standing> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const { public_key } = await api.get('/card/push-key')
  const found = (await worker())!
  const subscription = await found.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: public_key,
  })
  const { endpoint, keys } = subscription.toJSON()
  await api.put('/card/push-subscriptions/{subscription_id}', {
    params: { subscription_id: newId() },
    body: { endpoint: endpoint!, keys: { p256dh: keys!['p256dh']!, auth: keys!['auth']! } },
  })
  return 'on'
}

async function turnOff(): Promise<Standing> {
  const subscription = await (await worker())?.pushManager.getSubscription()
  if (!subscription) return 'off'
  await api.post('/card/push-subscriptions/removal', { body: { endpoint: subscription.endpoint } })
  await subscription.unsubscribe()
  return 'off'
}
