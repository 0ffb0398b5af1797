// A drawing of the page as PNG, for slides and documents that take no SVG: the file itself, painted at twice its size so that it prints sharply.
// The image comes from the program's own address, because the page's content security policy allows no other.

/** The longest side that every browser can paint. */
const most = 16384

/** Shows the button, which is of no use without script, and makes it work. */
export function png(button) {
  button.hidden = false
  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      save(await paint(button.dataset.png), `${button.dataset.name}.png`)
    } catch {
      button.replaceWith('Gambar tidak dapat dijadikan PNG di peramban ini. Unduh SVG-nya.')
    }
    button.disabled = false
  })
}

async function paint(address) {
  const image = new Image()
  image.src = address
  await image.decode()
  const scale = Math.min(2, most / image.naturalWidth, most / image.naturalHeight)
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.naturalWidth * scale)
  canvas.height = Math.round(image.naturalHeight * scale)
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((done, fail) => canvas.toBlob(blob => (blob ? done(blob) : fail(new Error('empty'))), 'image/png'))
}

function save(blob, name) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
