/**
 * Whoever goes on past a field that says no is brought back to it: what it says is beside it, and is read out with it.
 * For buttons that send no form; a form is stopped by the browser itself.
 */

/** True when there was one. */
export function stopAtWrongField(within: ParentNode = document): boolean {
  const wrong = [...within.querySelectorAll('input')].find(({ validity }) => validity.customError)
  wrong?.focus()
  return wrong !== undefined
}
