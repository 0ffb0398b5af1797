// A form that asks without changing anything (method get): each number gets a slider, and the part of the page named in data-live is fetched anew while
// one moves it. The server reckons; without script the button does the same.
const pause = 200

export function live(form) {
  const place = form.dataset.live
  let waiting
  let asked
  form.querySelectorAll('input[data-slider]').forEach(slide)
  form.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, pause)
  })

  async function ask() {
    asked?.abort()
    asked = new AbortController()
    const changed = [...new FormData(form)].filter(([name, value]) => form.elements[name]?.defaultValue !== value || location.search.includes(`${name}=`))
    const address = `${location.pathname}?${new URLSearchParams(changed)}`
    try {
      const answer = await fetch(address, { signal: asked.signal, credentials: 'same-origin' })
      if (!answer.ok) return
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const fresh = page.getElementById(place)
      if (fresh) document.getElementById(place).replaceWith(fresh)
      history.replaceState(null, '', address)
    } catch {
      // No link: the button is there.
    }
  }
}

function slide(input) {
  const slider = document.createElement('input')
  slider.type = 'range'
  slider.className = 'slider'
  slider.min = input.min
  slider.max = input.max
  slider.step = input.dataset.slider
  slider.value = input.value
  slider.setAttribute('aria-label', document.querySelector(`label[for="${input.id}"]`)?.textContent ?? '')
  slider.addEventListener('input', () => { input.value = slider.value })
  input.addEventListener('input', () => { slider.value = input.value })
  input.after(slider)
}
