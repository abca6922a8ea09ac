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
    // Not `disabled`, because the button would lose the focus.
    button.setAttribute('aria-disabled', paying)
    status.textContent = paying ? form.dataset.paying : ''
  }
  form.addEventListener('submit', (event) => {
    if (paying) event.preventDefault()
    else show(true)
  })
  // When the customer comes back from the bank's page, the browser may show this page as it was left.
  addEventListener('pageshow', () => show(false))
}

/** Asks a few times, with growing pauses. After that, the customer can use the button. */
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

/** Posts the form of the button, and reads the state of the page that comes back. */
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
