// Comfort only: every page works without this file.
const form = document.querySelector('form[data-paying]')
const waiting = document.querySelector('[data-waiting]')
const print = document.querySelector('[data-print]')

if (form) payOnce(form)
if (waiting) awaitAnswer(waiting)
if (print) {
  print.hidden = false
  print.addEventListener('click', () => window.print())
}

function payOnce(form) {
  const button = form.querySelector('button')
  const status = form.querySelector('[role=status]')
  const label = button.textContent
  let paying = false

  const show = (isPaying) => {
    paying = isPaying
    button.textContent = paying ? form.dataset.paying : label
    // Not `disabled`: the focus would be lost with it.
    button.setAttribute('aria-disabled', paying)
    status.textContent = paying ? form.dataset.paying : ''
  }
  form.addEventListener('submit', (event) => {
    if (paying) event.preventDefault()
    else show(true)
  })
  // Back from the bank's page, the browser shows this one as it was left.
  addEventListener('pageshow', () => show(false))
}

/** Looks again a few times, ever more slowly; the button to refresh stays for later. */
async function awaitAnswer(status) {
  const { state } = document.querySelector('main').dataset
  const { action } = document.querySelector('[data-refresh]')
  for (const seconds of [2, 3, 5, 8, 13, 21, 34, 55]) {
    await pause(seconds)
    const now = await stateAfter(action)
    if (!now || now === state) continue
    status.textContent = status.dataset.answered
    await pause(1.5)
    return location.replace(location.pathname)
  }
  status.textContent = status.dataset.waiting
}

/** Asks to look, as the button does, and reads the page that comes back. */
async function stateAfter(action) {
  try {
    const answer = await fetch(action, { method: 'POST' })
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    return answer.ok && page.querySelector('main').dataset.state
  } catch {
    return undefined
  }
}

function pause(seconds) {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000))
}
