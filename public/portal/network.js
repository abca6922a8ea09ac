// What becomes of a request of htmx is said beside its button, and read aloud. The texts are in the data of <body>.

const slowAfter = 8000
const barAtMost = 15_000
/** Where to speak of each request on its way that somebody asked for; others are asked by the page itself. */
const onTheirWay = new Map()

document.addEventListener('htmx:before:request', ({ detail: { ctx } }) => {
  const place = placeOf(ctx)
  if (!place) return
  clear(place)
  const one = { place, timer: setTimeout(() => tell(place, textOf('slow', ctx), 'status'), slowAfter) }
  if (ctx.request.method === 'POST' && place.matches('button:not([name])')) one.label = saySending(place)
  onTheirWay.set(ctx, one)
  showBar()
})

document.addEventListener('htmx:finally:request', ({ detail: { ctx } }) => {
  const one = onTheirWay.get(ctx)
  if (!one) return
  onTheirWay.delete(ctx)
  showBar()
  clearTimeout(one.timer)
  if (one.label) one.place.replaceChildren(...one.label)
  if (!one.hasFailed) clear(one.place)
})

// Offline, cut off, or timed out. An error after the answer was read is none of the network's.
document.addEventListener('htmx:error', ({ detail: { ctx } }) => {
  if (ctx?.request && ctx.text === undefined) fail(ctx, textOf('lost', ctx))
})

// An error page must not replace the form, which holds what was typed and the key that prevents a double.
document.addEventListener('htmx:before:swap', (event) => {
  const { ctx } = event.detail
  const sentence = ctx.response && readError(ctx)
  if (!sentence) return clear(footOfPage())
  event.preventDefault()
  event.stopImmediatePropagation()
  fail(ctx, sentence)
})

// Pages that are not loaded by htmx. A file that is downloaded leaves the page as it is, so the bar ends by itself.
window.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]:not([target], [download])')
  const opensElsewhere = event.ctrlKey || event.metaKey || event.shiftKey
  if (link && !event.defaultPrevented && !opensElsewhere && leadsToPage(link)) awaitPage()
})
window.addEventListener('submit', (event) => {
  if (!event.defaultPrevented && event.target.getAttribute('method') !== 'dialog') awaitPage()
})
window.addEventListener('pageshow', showBar)

/** The button or link that was pressed, or the button that sends the form. */
function placeOf({ sourceElement: source, request: { submitter } }) {
  if (submitter && !submitter.matches('.vh')) return submitter
  if (source.matches('a, button')) return source
  return source.matches('form') ? sendingButton(source) : undefined
}

/** Buttons with a name ask for another view of the form, and send nothing. */
function sendingButton(form) {
  return [...form.querySelectorAll('button[type=submit]:not([name], .vh)')].at(-1) ?? form
}

/** Returns the label that the button had. */
function saySending(button) {
  const label = [...button.childNodes]
  button.replaceChildren(document.body.dataset.sending)
  tell(button, document.body.dataset.sending, 'status', 'vh')
  return label
}

function fail(ctx, sentence) {
  const one = onTheirWay.get(ctx)
  if (!one) return tell(footOfPage(), document.body.dataset.adrift, 'status')
  one.hasFailed = true
  clearTimeout(one.timer)
  tell(one.place, sentence, 'alert')
  // A button that was disabled meanwhile has lost the focus. htmx enables it after its last event.
  setTimeout(() => document.activeElement === document.body && one.place.focus())
}

function tell(place, sentence, role, look = '') {
  clear(place)
  const note = Object.assign(document.createElement('p'), { role, className: `network ${look}` })
  place.after(note)
  // Screen readers tell what changes in an element that is there already.
  setTimeout(() => note.append(sentence), 50)
}

function clear(place) {
  const next = place.nextElementSibling
  if (next?.matches('.network')) next.remove()
}

const footOfPage = () => document.getElementById('dialog')

/** With an idempotency key, or a GET, nothing can be done twice; otherwise we do not promise it. */
function textOf(name, { request: { form, method } }) {
  const { dataset } = document.body
  const isSafe = method === 'GET' || form?.querySelector('[name=idempotency_key]')
  return isSafe ? `${dataset[name]} ${dataset.once}` : dataset[name]
}

/** Undefined when the answer is what was asked for, or the form with its errors. */
function readError(ctx) {
  if (ctx.response.status >= 500) return textOf('incident', ctx)
  const error = new DOMParser().parseFromString(ctx.text, 'text/html').getElementById('error')
  return error && `${error.querySelector('h1').textContent}. ${error.querySelector('p').textContent}`
}

function leadsToPage({ origin, pathname, hash, search }) {
  const isHere = pathname === location.pathname && search === location.search && hash !== ''
  return origin === location.origin && !isHere
}

function awaitPage() {
  document.documentElement.toggleAttribute('data-on-its-way', true)
  setTimeout(showBar, barAtMost)
}

function showBar() {
  document.documentElement.toggleAttribute('data-on-its-way', onTheirWay.size > 0)
}
