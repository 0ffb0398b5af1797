// Shows the BPMN file that a page names. The table of its elements beside it says the same in words.
import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer'
import { open } from './bpmn-plot.js'

export async function show(plot) {
  const viewer = new NavigatedViewer({ container: plot })
  await open(viewer, plot)
}
