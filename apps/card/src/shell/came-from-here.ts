/** Whether « back » stays in the app: true once a first step was taken inside it. */
let steps = 0

export const countStep = () => {
  steps++
}
export const cameFromHere = () => steps > 0
