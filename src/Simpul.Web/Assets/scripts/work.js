// What script adds to the workspace. Every page works without it.
import { searchKey } from './search-key.js'
import { menus } from './menus.js'
import { drafts } from './drafts.js'
import { forms } from './forms.js'
import { suggest } from './suggest.js'

searchKey()
menus()
forms()
drafts()
suggest()

// The rail scrolls by itself: the page that one is on is in sight there.
const rail = document.querySelector('.rail-inner')
const here = rail?.querySelector('[aria-current]')
if (here && here.offsetTop + here.offsetHeight > rail.clientHeight) rail.scrollTop = here.offsetTop - rail.clientHeight / 2

// A form that only asks answers while one changes it.
const asking = document.querySelectorAll('form[data-live]')
if (asking.length) import('./live.js').then(({ live }) => asking.forEach(live))

// Charts are large and rare: their script comes only where a page has one.
const charts = document.querySelectorAll('figure[data-chart]')
if (charts.length) import('./chart.js').then(({ draw }) => charts.forEach(draw))

// A drawing is saved as PNG by few, and by them only now and then.
const pictures = document.querySelectorAll('button[data-png]')
if (pictures.length) import('./picture.js').then(({ png }) => pictures.forEach(png))

// So is what draws processes; showing needs less of it than drawing.
document.querySelectorAll('[data-bpmn]').forEach(plot => plot.dataset.bpmn === 'edit'
  ? import('./bpmn-edit.js').then(({ edit }) => edit(plot))
  : import('./bpmn-view.js').then(({ show }) => show(plot)))
