// Words typed into a form marked data-draft are kept in this browser until the form is accepted, for seven days at most.
// Passwords, files, and fields marked data-private (personal data) are never kept; signing out forgets all drafts.

const prefix = 'simpul-draf:'
const days = 7 * 24 * 3600 * 1000

export function drafts() {
  forgetOld()
  document.addEventListener('submit', event => { if (event.target.matches('[data-forget-drafts]')) forgetAll() })
  const form = document.querySelector('form[data-draft]')
  if (!form) {
    // The page after an accepted form: the draft that was sent is done with.
    const sent = sessionStorage.getItem(prefix)
    if (sent) { localStorage.removeItem(sent); sessionStorage.removeItem(prefix) }
    return
  }
  const key = prefix + location.pathname + ':' + form.dataset.draft
  const kept = read(key)
  const refused = sessionStorage.getItem(prefix) === key
  sessionStorage.removeItem(prefix)
  if (kept && !refused && differs(form, kept.fields)) offer(form, key, kept)

  let timer
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => keep(form, key), 600) })
  form.addEventListener('submit', () => { clearTimeout(timer); keep(form, key); sessionStorage.setItem(prefix, key) })
}

function fields(form) {
  return [...form.elements].filter(field => field.name && !field.closest('[data-private]') && field.name !== '__RequestVerificationToken'
    && !['password', 'file', 'hidden', 'submit', 'button'].includes(field.type))
}

function keep(form, key) {
  const values = fields(form).map(field => [field.name, field.type === 'checkbox' || field.type === 'radio' ? [field.value, field.checked] : field.value])
  try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), fields: values })) } catch { /* storage full or forbidden: the form still works */ }
}

function differs(form, values) {
  const now = fields(form)
  return values.some(([name, value], i) => now[i]?.name === name && (Array.isArray(value) ? now[i].checked !== value[1] : now[i].value !== value))
}

function offer(form, key, kept) {
  const at = new Date(kept.at)
  const two = n => String(n).padStart(2, '0')
  const box = document.createElement('div')
  box.className = 'flash flash-draft'
  box.setAttribute('role', 'status')
  const text = document.createElement('p')
  text.textContent = `Ada isian yang belum Anda simpan, dari ${at.toLocaleDateString('id-ID', { day: 'numeric', month: 'long' })} pukul ${two(at.getHours())}.${two(at.getMinutes())}.`
  box.append(text, button('Pakai isian itu', () => { restore(form, kept.fields); box.remove() }), button('Buang', () => { localStorage.removeItem(key); box.remove() }))
  form.prepend(box)
}

function button(text, act) {
  const element = document.createElement('button')
  element.type = 'button'
  element.className = 'btn'
  element.textContent = text
  element.addEventListener('click', act)
  return element
}

function restore(form, values) {
  const now = fields(form)
  values.forEach(([name, value], i) => {
    if (now[i]?.name !== name) return
    if (Array.isArray(value)) now[i].checked = value[1]
    else now[i].value = value
  })
  form.dispatchEvent(new Event('input', { bubbles: true }))
}

function read(key) {
  try { return JSON.parse(localStorage.getItem(key)) } catch { return null }
}

function forgetOld() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix) && !(read(key)?.at > Date.now() - days)) localStorage.removeItem(key)
}

function forgetAll() {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
}
