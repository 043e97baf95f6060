/** How an audience is said: the words other features may use. */

/** `all` of none is everybody, `any` of none is nobody. */
export type Rule = { all: Rule[] } | { any: Rule[] } | { not: Rule } | Condition

/** `field` is declared by the feature whose data it reads; what `operator` and `values` may be follows from it. */
export type Condition = {
  field: string
  operator: string
  values?: (string | number | boolean)[]
  /** Among what: lines of one category, sales of one store… each again a declared field. */
  where?: Condition[]
  /** "within N days", or "followed by B within N days". */
  within_days?: number
  then?: { not: boolean; condition: Condition; within_days: number }
}
