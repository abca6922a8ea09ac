// Comfort only: pages work without this file.
const form = document.querySelector('form[data-paying]')
const waiting = document.querySelector('[data-waiting]')
const print = document.querySelector('[data-print]')

if (form) {
  payOnce(form)
  form.querySelectorAll('input').forEach(helpWith)
}
if (waiting) awaitAnswer(waiting)
if (print) {
  print.hidden = false
  print.onclick = () => window.print()
}

function payOnce(form) {
  const button = form.querySelector('button')
  const status = form.querySelector('[role=status]')
  const label = button.textContent

  const show = (words) => {
    // Not `disabled`, which loses the focus.
    button.setAttribute('aria-disabled', words !== '')
    button.textContent = words || label
    status.textContent = words
  }
  form.addEventListener('submit', (event) => {
    if (status.textContent) event.preventDefault()
    else show(form.dataset.paying)
  })
  // Back from the bank's page, the browser may show this one as it was left.
  addEventListener('pageshow', () => show(''))
}

function helpWith(input) {
  const { id, dataset } = input
  const findFault = () => input.value && dataset[faults[id]?.(input.value)]
  input.addEventListener('input', ({ inputType }) => {
    const { value, selectionEnd } = input
    const isAdded = selectionEnd === value.length && !inputType?.startsWith('delete')
    if (isAdded && id in writings) input.value = writings[id](value) || value
    if (id === 'card_number') showBrand(value)
    if (value && !findFault()) say(input, '')
  })
  input.addEventListener('blur', () => {
    // Later: a new line would move the button away from the mouse that presses it.
    setTimeout(() => findFault() && input !== document.activeElement && say(input, findFault()), 200)
  })
}

const digitsOf = (text) => text.replace(/[\s.\p{Dash}]/gu, '')

const writings = {
  card_number: (typed) => digitsOf(typed).replace(/\d{4}(?=\d)/g, '$& '),
  card_expiry(typed) {
    const [, month, year] = /^([2-9]|\d(?=\D)|\d\d)[/ ]*(\d*)$/.exec(typed) ?? []
    return month && `${month.padStart(2, 0)}/${year}`
  },
}

/** Only what is certainly wrong: the server finds the rest. */
const faults = {
  card_number(typed) {
    const digits = [...digitsOf(typed)].reverse()
    const sum = digits.reduce((sum, digit, at) => sum + ((at % 2 && (digit * 2) % 9) || +digit), 0)
    return (sum % 10 || digits.length < 13) && 'wrong'
  },
  card_expiry(typed) {
    const [, month, year] = /^(\d\d)\/(\d\d)$/.exec(typed) ?? []
    if (!month) return !/\d.*\d.*\d/.test(typed) && 'wrong'
    if (month < 1 || month > 12) return 'wrong'
    return `20${year}-${month}` < new Date().toISOString().slice(0, 7) && 'past'
  },
  card_csc: (typed) => !/^\d{3,4}$/.test(typed.trim()) && 'wrong',
}

function showBrand(number) {
  const brand = { 2: 'Mastercard', 4: 'Visa', 5: 'Mastercard' }[number[0]]
  for (const mark of form.querySelectorAll('[data-brand]'))
    mark.classList.toggle('other', brand !== undefined && brand !== mark.dataset.brand)
}

function say(input, words) {
  document.getElementById(`${input.id}-problem`).textContent = words
  input.setAttribute('aria-invalid', words !== '')
}

/** Asks a few times. After that, the customer can use the button. */
async function awaitAnswer(status) {
  const { state } = document.querySelector('main').dataset
  const { action } = document.querySelector('[data-refresh]')
  for (const seconds of [2, 3, 5, 8, 13, 21, 34, 55]) {
    await pause(seconds)
    const now = await stateAfter(action).catch(() => {})
    if (!now || now === state) continue
    status.textContent = status.dataset.answered
    await pause(1.5)
    return location.replace(location.pathname)
  }
  status.textContent = status.dataset.waiting
}

async function stateAfter(action) {
  const answer = await fetch(action, { method: 'POST' })
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return answer.ok && page.querySelector('main').dataset.state
}

function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}
