/**
 * A field of records that are too many for a select: names that hold what is being typed come as suggestions. A key in braces in the address is
 * the value of that other field of the form.
 */
export function suggest() {
  document.querySelectorAll('input[data-suggest]').forEach(field => {
    let waiting
    let asked
    field.addEventListener('input', event => {
      clearTimeout(waiting)
      asked?.abort()
      // A suggestion that was picked needs no further ones.
      if (event.inputType === 'insertReplacementText' || field.value.trim().length < 2) return
      waiting = setTimeout(async () => {
        asked = new AbortController()
        try {
          const address = field.dataset.suggest.replace(/\{(\w+)\}/g, (_, key) => encodeURIComponent(field.form?.elements[`Form.Input[${key}]`]?.value ?? ''))
          const answer = await fetch(`${address}${address.includes('?') ? '&' : '?'}q=${encodeURIComponent(field.value)}`, { signal: asked.signal })
          if (answer.ok) show(field.list, await answer.json())
        } catch { /* The field is typed in whole then. */ }
      }, 200)
    })
  })
}

function show(list, titles) {
  list.replaceChildren(...titles.map(title => {
    const option = document.createElement('option')
    option.value = title
    return option
  }))
}
