/** A form is sent once; a file that is too large is named before it is uploaded; leaving with unsaved words warns. */
export function forms() {
  let changed = false
  document.addEventListener('input', event => { if (event.target.form?.matches('[data-draft]')) changed = true })
  document.addEventListener('submit', event => {
    const form = event.target
    if (form.dataset.sent) return event.preventDefault()
    if (form.method === 'post') {
      form.dataset.sent = '1'
      // An answer that is a download leaves the page as it was: after a while the form may be sent again.
      setTimeout(() => delete form.dataset.sent, 8000)
    }
    changed = false
  })
  // Back from the browser's memory: the form may be sent again.
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(form => delete form.dataset.sent))
  window.addEventListener('beforeunload', event => { if (changed) event.preventDefault() })
  document.addEventListener('change', event => {
    const field = event.target
    if (field.type === 'file' && field.dataset.maxBytes) sizes(field)
  })
}

function sizes(field) {
  const limit = Number(field.dataset.maxBytes)
  const large = [...field.files].find(file => file.size > limit)
  const id = `${field.id}-size`
  document.getElementById(id)?.remove()
  if (!large) return field.removeAttribute('aria-invalid')
  const message = document.createElement('p')
  message.id = id
  message.className = 'field-message'
  message.setAttribute('role', 'alert')
  message.textContent = `Berkas "${large.name}" lebih dari ${Math.floor(limit / 1048576)} MB. Perkecil berkas atau bagi menjadi beberapa bagian.`
  field.before(message)
  field.setAttribute('aria-invalid', 'true')
}
