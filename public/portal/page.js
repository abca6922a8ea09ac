// What a browser cannot do with HTML alone. Every page works without this file. Nothing is kept in web storage.

const labelBackAfter = 2000
const lookEvery = 5000
let isTypedOn = false

// A notice about the previous page is removed from the next one.
document.addEventListener('htmx:before:swap', ({ detail: { ctx } }) => {
  if (ctx.sourceElement.id !== 'watch') document.getElementById('announcer').textContent = ''
})

document.addEventListener('htmx:after:swap', followOnce)
document.addEventListener('htmx:after:swap', showShare)

// The URL of the list contains the filters that are set, and nothing else.
document.addEventListener('htmx:config:request', ({ detail: { ctx } }) => {
  if (ctx.sourceElement.id !== 'filter') return
  for (const [name, value] of [...ctx.request.body]) if (value === '') ctx.request.body.delete(name)
})

// While a search is being typed, the list is loaded several times, but the browser's history gets only one step.
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

// A menu covers what is below it, so it closes when the focus leaves it.
document.addEventListener('focusout', ({ target, relatedTarget }) => {
  const menu = target.closest('header details')
  if (relatedTarget && !menu?.contains(relatedTarget)) menu?.removeAttribute('open')
})
document.addEventListener('keydown', ({ key, target }) => {
  const menu = target.closest('header details[open]')
  if (key !== 'Escape' || !menu) return
  menu.removeAttribute('open')
  menu.querySelector('summary').focus()
})

// The page asks what has changed, but only while it is visible.
setInterval(look, lookEvery)
document.addEventListener('visibilitychange', look)

// htmx 4.0.1 prevents the default of every click on its links, including those that open a new tab.
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
  if (target.closest('[data-print]')) print()
  const sharing = target.closest('[data-share]')
  if (sharing) navigator.share({ url: sharing.dataset.share }).catch(() => {})
})

// A colour can be typed or picked: each of the two fields shows the other's value.
document.addEventListener('input', ({ target }) => {
  const mirror = document.getElementById(target.dataset.mirror)
  if (mirror && /^#[0-9a-f]{6}$/i.test(target.value)) mirror.value = target.value
})

followOnce()
showShare()

function look() {
  if (document.visibilityState === 'visible')
    document.getElementById('watch')?.dispatchEvent(new Event('look'))
}

/** Opens the merchant's message in their mail client or their phone's messages, once. The link stays visible, in case nothing opened. */
function followOnce() {
  const link = document.querySelector('a[data-follow-once]')
  if (!link) return
  link.removeAttribute('data-follow-once')
  // A computer has no messages to open.
  if (link.offsetParent) link.click()
}

/** Only some browsers have the system's share sheet. */
function showShare() {
  for (const button of document.querySelectorAll('[data-share]')) button.hidden = !navigator.share
}

/** When the clipboard is refused, the text is left selected, ready for Ctrl-C. */
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
