// Keys of the list, which work while nothing is being typed: / searches, n asks for a payment, j and k go from row to
// row. Enter opens, as on any link. They can be switched off below the rows.

document.addEventListener('keydown', (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event
  if (ctrlKey || metaKey || altKey || isComposing || document.querySelector('dialog[open]')) return
  if (
    !document.querySelector('#keys[data-on]') ||
    target.closest('input, select, textarea, [contenteditable], summary')
  )
    return
  const act = { '/': search, n: ask, j: () => moveBy(1), k: () => moveBy(-1) }[key]
  if (!act) return
  event.preventDefault()
  act()
})

function search() {
  document.querySelector('details.find')?.setAttribute('open', '')
  document.getElementById('q')?.focus()
}

function ask() {
  document.querySelector('#list .thumb').click()
}

function moveBy(step) {
  const rows = [...document.querySelectorAll('#list .rows .to a')]
  const at = rows.indexOf(document.activeElement)
  rows[at < 0 ? 0 : at + step]?.focus()
}
