/** The shape of what is coming, so that nothing jumps when it arrives. */
import type { ReactNode } from 'react'
import { Skeleton } from '@mantine/core'
import { houseWords } from '../house-words.ts'
import figure from './figure.module.css'

function Loading({ children }: { children: ReactNode }) {
  const w = houseWords.useWords()
  return (
    <div aria-busy>
      <span className="spoken-only">{w('loading')}</span>
      {children}
    </div>
  )
}

export function FiguresSkeleton({ count = 4 }: { count?: number }) {
  return (
    <Loading>
      <div className={figure.figures}>
        {Array.from({ length: count }, (_, index) => (
          <div key={index}>
            <Skeleton height={14} width={110} mt={4} />
            <Skeleton height={36} width={150} mt={10} />
            <Skeleton height={14} width={130} mt={14} mb={4} />
          </div>
        ))}
      </div>
    </Loading>
  )
}

export function TextSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <Loading>
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={14} mb={12} width={index === lines - 1 ? '55%' : '100%'} />
      ))}
    </Loading>
  )
}

export function FormSkeleton({ fields = 4 }: { fields?: number }) {
  return (
    <Loading>
      {Array.from({ length: fields }, (_, index) => (
        <div key={index}>
          <Skeleton height={14} width={120} mb={8} />
          <Skeleton height={42} mb={24} />
        </div>
      ))}
    </Loading>
  )
}

export function ChartSkeleton({ height = 240 }: { height?: number }) {
  return (
    <Loading>
      <Skeleton height={20} width="60%" mb={16} />
      <Skeleton height={height} />
    </Loading>
  )
}
