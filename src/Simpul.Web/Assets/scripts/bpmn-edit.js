// Draws a process and puts the result into the form around the sheet; the form is sent as any other.
import Modeler from 'bpmn-js/lib/Modeler'
import { open } from './bpmn-plot.js'
import words from './bpmn-words.js'

const translate = (template, replacements = {}) => (words[template] ?? template).replace(/\{([^}]+)\}/g, (_, key) => replacements[key] ?? `{${key}}`)

export async function edit(plot) {
  const form = plot.closest('form')
  const field = form.querySelector('textarea[name="Input.Xml"]')
  const modeler = new Modeler({ container: plot, additionalModules: [{ translate: ['value', translate] }] })
  const opened = await open(modeler, plot, field.value || (plot.dataset.href ? undefined : empty(plot.dataset.name)))
  let changed = field.value !== ''
  modeler.on('commandStack.changed', () => { changed = true })
  window.addEventListener('beforeunload', event => { if (changed) event.preventDefault() })
  let saving = false
  form.addEventListener('submit', async event => {
    if (saving || !opened) return
    event.preventDefault()
    // The form's own guard against sending twice has marked it before the drawing was ready.
    const { xml } = await modeler.saveXML({ format: true })
    field.value = xml
    saving = true
    changed = false
    delete form.dataset.sent
    form.requestSubmit()
  })
}

const escape = text => text.replace(/[&<>"]/g, letter => `&#${letter.charCodeAt(0)};`)

/** A sheet with a beginning, from which one draws on. */
const empty = name => `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" id="Definitions_1" targetNamespace="urn:simpul:process" exporter="Simpul">
  <bpmn:process id="Process_1" name="${escape(name)}" isExecutable="false">
    <bpmn:startEvent id="StartEvent_1" name="Mulai" />
  </bpmn:process>
  <bpmndi:BPMNDiagram id="BPMNDiagram_1">
    <bpmndi:BPMNPlane id="BPMNPlane_1" bpmnElement="Process_1">
      <bpmndi:BPMNShape id="StartEvent_1_di" bpmnElement="StartEvent_1"><dc:Bounds x="180" y="160" width="36" height="36" /></bpmndi:BPMNShape>
    </bpmndi:BPMNPlane>
  </bpmndi:BPMNDiagram>
</bpmn:definitions>`
