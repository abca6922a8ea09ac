// What a browser cannot do from HTML alone. Every page works without it; nothing is kept in web storage.

const labelBackAfter = 2000
const lookEvery = 5000
let isTypedOn = false

document.addEventListener('htmx:before:swap', ({ detail: { ctx, tasks } }) => {
  // What was said of the page before is not about this one.
  if (ctx.sourceElement.id !== 'watch') document.getElementById('announcer').textContent = ''
  // What changes by itself behind an open dialog stays behind it.
  if (ctx.sourceElement.closest('#page')) return
  // Behind an open dialog nothing can take focus: it goes before the page behind it changes.
  if (tasks.some(({ target }) => !target.closest('#dialog'))) emptyDialog()
})

document.addEventListener('htmx:after:swap', ({ detail }) => {
  showDialog(detail.ctx.sourceElement)
  followOnce()
})

// An address says what filters the list, and nothing else.
document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.sourceElement.id !== 'filter') return
  for (const [name, value] of [...ctx.request.body]) if (value === '') ctx.request.body.delete(name)
})

// A search that is typed on is one step back, however often it was looked for meanwhile.
document.addEventListener('htmx:before:history:update', ({ detail: { history, sourceElement } }) => {
  if (sourceElement.id !== 'filter') return
  const isTyping = document.activeElement.id === 'q'
  if (isTyping && isTypedOn) history.type = 'replace'
  isTypedOn = isTyping
})
document.addEventListener('focusout', () => {
  isTypedOn = false
})
window.addEventListener('popstate', () => {
  isTypedOn = false
})

// A menu covers what is below it: it closes when one leaves it.
document.addEventListener('focusout', ({ target, relatedTarget }) => {
  const menu = target.closest('details.who')
  if (relatedTarget && !menu?.contains(relatedTarget)) menu?.removeAttribute('open')
})
document.addEventListener('keydown', ({ key, target }) => {
  const menu = target.closest('details.who[open]')
  if (key !== 'Escape' || !menu) return
  menu.removeAttribute('open')
  menu.querySelector('summary').focus()
})

// A page asks what has changed, while somebody can see it.
setInterval(look, lookEvery)
document.addEventListener('visibilitychange', look)

// htmx 4.0.1 prevents the default of every click on its links, those that open a new tab too.
document.addEventListener(
  'click',
  (event) => {
    const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey
    if (opensElsewhere && event.target.closest('a[hx-get]')) event.stopPropagation()
  },
  { capture: true },
)

document.addEventListener('click', ({ target }) => {
  const button = target.closest('[data-copy]')
  if (button) copy(button)
})

// A colour is typed, or picked: each field shows what the other one says.
document.addEventListener('input', ({ target }) => {
  const mirror = document.getElementById(target.dataset.mirror)
  if (mirror && /^#[0-9a-f]{6}$/i.test(target.value)) mirror.value = target.value
})

followOnce()

function look() {
  if (document.visibilityState === 'visible')
    document.getElementById('watch')?.dispatchEvent(new Event('look'))
}

function showDialog(opener) {
  const dialog = document.querySelector('#dialog dialog:not([open])')
  if (!dialog) return
  dialog.addEventListener('close', () => {
    emptyDialog()
    opener.focus()
  })
  dialog.showModal()
}

function emptyDialog() {
  document.querySelector('#dialog').replaceChildren()
}

/** Opens the mail client with the merchant's message; the link stays for those it did not open for. */
function followOnce() {
  const link = document.querySelector('a[data-follow-once]')
  if (!link) return
  link.removeAttribute('data-follow-once')
  link.click()
}

/** Where the clipboard is refused the field is left selected, ready for the keyboard. */
async function copy(button) {
  const field = document.getElementById(button.dataset.copy)
  field.select()
  try {
    await navigator.clipboard.writeText(field.value)
  } catch {
    return
  }
  button.focus()
  sayCopied(button, document.getElementById('announcer'))
}

function sayCopied(button, announcer) {
  const { copied } = button.dataset
  if (button.textContent === copied) return
  const label = button.textContent
  button.textContent = copied
  announcer.textContent = copied
  setTimeout(() => {
    button.textContent = label
    announcer.textContent = ''
  }, labelBackAfter)
}
