// Dialogs over the page. Back closes a dialog, and what was typed is there when it is opened again.

/** Dialogs that were closed after something was typed, by the address of their opener. Nothing else keeps them. */
const kept = new Map()
/** The step in the browser's history that an open dialog has: `leaving` while it is being taken back. */
let step = 'none'
let stepUrl
let opener

document.addEventListener('htmx:before:swap', ({ detail: { ctx, tasks } }) => {
  // A change of the page behind an open dialog leaves the dialog open.
  if (ctx.sourceElement.closest('#page')) return
  // Nothing behind an open dialog can take the focus, so the dialog is removed before the page behind it changes.
  if (tasks.some(({ target }) => !target.closest('#dialog'))) emptyDialog()
})

document.addEventListener('htmx:after:swap', ({ detail }) => {
  const dialog = findDialog(':not([open])')
  if (dialog) show(dialog, detail.ctx.sourceElement)
  else if (step === 'open' && !findDialog()) leaveStep()
})

// The page that follows a dialog takes the dialog's step.
document.addEventListener('htmx:before:history:update', ({ detail: { history } }) => {
  if (step !== 'open' || findDialog('[open]')) return
  history.type = 'replace'
  step = 'none'
})

document.addEventListener(
  'click',
  (event) => {
    const link = event.target.closest('a[hx-get]')
    const dialog = kept.get(link?.href)
    if (!dialog || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    event.stopPropagation()
    document.getElementById('dialog').replaceChildren(dialog)
    show(dialog, link)
  },
  { capture: true },
)

// A click beside a dialog closes it only while nothing was typed.
document.addEventListener('input', ({ target }) => {
  const dialog = target.closest('dialog')
  if (!dialog) return
  dialog.dataset.filled = ''
  dialog.setAttribute('closedby', 'closerequest')
})

// This file comes before htmx, which would load the page again: nothing but the dialog has changed.
window.navigation?.addEventListener('navigate', (event) => {
  if (isOwnStep(event.navigationType === 'traverse' && event.destination.url))
    event.stopImmediatePropagation()
})
window.addEventListener('popstate', (event) => {
  if (!isOwnStep(location.href)) return
  event.stopImmediatePropagation()
  const wasOpen = step === 'open'
  step = 'none'
  const dialog = findDialog('[open]')
  if (wasOpen) dialog?.close()
  else if (dialog) addStep()
})

const isOwnStep = (url) => step !== 'none' && url === stepUrl

const findDialog = (state = '') => document.querySelector(`#dialog dialog${state}`)

function show(dialog, from) {
  opener = from
  dialog.addEventListener('close', keepOrForget, { once: true })
  dialog.showModal()
  if (step === 'none') addStep()
}

function addStep() {
  history.pushState({}, '')
  stepUrl = location.href
  step = 'open'
}

function leaveStep() {
  step = 'leaving'
  history.back()
}

function keepOrForget({ target: dialog }) {
  if ('filled' in dialog.dataset) kept.set(opener.href, dialog)
  document.getElementById('dialog').replaceChildren()
  opener.focus()
  if (step === 'open') leaveStep()
}

/** For good: what was typed has been sent. */
function emptyDialog() {
  kept.delete(opener?.href)
  document.getElementById('dialog').replaceChildren()
}
