// What showing and drawing share: the file is fetched, put on the sheet and fitted into it.

const wait = plot => {
  const words = document.createElement('p')
  words.className = 'bpmn-wait muted'
  words.setAttribute('role', 'status')
  words.textContent = plot.dataset.wait
  plot.append(words)
  return words
}

/** Puts the plot's file, or `xml` where it is given, on the sheet. */
export async function open(sheet, plot, xml) {
  const words = wait(plot)
  try {
    if (!xml) {
      const answer = await fetch(plot.dataset.href)
      if (!answer.ok) throw new Error(String(answer.status))
      xml = await answer.text()
    }
    await sheet.importXML(xml)
    sheet.get('canvas').zoom('fit-viewport', 'auto')
    words.remove()
    return true
  } catch {
    words.textContent = 'Gambar tidak dapat ditampilkan. Baca tabel elemen di bawah, atau unduh berkasnya.'
    return false
  }
}
