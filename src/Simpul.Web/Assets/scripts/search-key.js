/** "/" goes to the search field, unless one is typing. */
export function searchKey() {
  const field = document.querySelector('[data-key="/"]')
  if (!field) return
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target.closest('input, textarea, select, [contenteditable]')) return
    event.preventDefault()
    field.focus()
    field.select()
  })
}
