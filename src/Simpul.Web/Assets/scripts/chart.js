// Draws the table inside a <figure data-chart="bar|line|radar"> above it. First column: the words on the axis; each further column: a series.
// Canvas, and rich text for the tooltip, because the page's content security policy allows no inline style.
import * as echarts from 'echarts/core'
import { BarChart, LineChart, RadarChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent } from 'echarts/components'
import { LabelLayout } from 'echarts/features'
import { CanvasRenderer } from 'echarts/renderers'

echarts.use([BarChart, LineChart, RadarChart, AriaComponent, GridComponent, LegendComponent, RadarComponent, TooltipComponent, LabelLayout, CanvasRenderer])

const token = name => getComputedStyle(document.documentElement).getPropertyValue(`--ina-${name}`).trim()
const number = new Intl.NumberFormat('id-ID')
const compact = new Intl.NumberFormat('id-ID', { notation: 'compact', maximumFractionDigits: 1 })
// The table beside the plot has every digit; over a bar there is room for "1,2 M".
const brief = value => (Math.abs(value) < 100_000 ? number : compact).format(value)

/** Reads the figure's table and puts a plot before it; draws again when the window or the theme changes. */
export function draw(figure) {
  const table = figure.querySelector('table')
  if (!table) return
  const plot = document.createElement('div')
  plot.className = 'chart-plot'
  plot.setAttribute('aria-hidden', 'true')
  table.before(plot)
  let chart
  const paint = () => {
    chart?.dispose()
    chart = echarts.init(plot)
    chart.setOption(option(figure.dataset.chart, read(table)))
  }
  paint()
  new ResizeObserver(() => chart.resize()).observe(plot)
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', paint)
}

function read(table) {
  const [, ...names] = [...table.tHead.rows[0].cells].map(cell => cell.textContent.trim())
  const rows = [...table.tBodies[0].rows].map(row => [...row.cells])
  return {
    words: rows.map(cells => cells[0].textContent.trim()),
    series: names.map((name, i) => ({ name, data: rows.map(cells => value(cells[i + 1])) })),
  }
}

function value(cell) {
  const text = cell?.dataset.value ?? cell?.textContent.trim().replaceAll('.', '').replace(',', '.')
  return text === '' || text === undefined || Number.isNaN(Number(text)) ? null : Number(text)
}

/** A radar: an axis for each row, a polygon for each series; the words break so that they stay beside the picture. */
function radar({ words, series }, colours, text) {
  const narrow = window.innerWidth < 600
  const wrap = word => (narrow ? word.replace(/(.{6,12})\s/g, '$1\n') : word.length > 24 ? word.replace(/(.{12,24})\s/g, '$1\n') : word)
  const most = Math.max(5, ...series.flatMap(s => s.data).filter(v => v !== null))
  return {
    animation: false,
    color: colours,
    textStyle: text,
    legend: series.length > 1 ? { bottom: 0, textStyle: text } : undefined,
    tooltip: { renderMode: 'richText', valueFormatter: v => (v === null ? 'belum ada' : number.format(v)) },
    radar: {
      indicator: words.map(word => ({ name: wrap(word), min: 0, max: most })), radius: narrow ? '40%' : '62%', splitNumber: most,
      axisName: { ...text, fontSize: narrow ? 12 : text.fontSize, lineHeight: 17 }, splitArea: { show: false }, splitLine: { lineStyle: { color: token('stroke-primary') } }, axisLine: { lineStyle: { color: token('stroke-primary') } },
    },
    series: [{ type: 'radar', data: series.map((s, i) => ({ name: s.name, value: s.data, lineStyle: { width: 2.5, type: i === 0 ? 'solid' : 'dashed' }, symbolSize: 6 })) }],
  }
}

function option(kind, { words, series }) {
  const colours = [token('content-link'), token('state-due'), token('state-met'), token('content-tertiary')]
  const text = { color: token('content-secondary'), fontFamily: token('font-family'), fontSize: 13 }
  if (kind === 'radar') return radar({ words, series }, colours, text)
  // A name at the end of its line has no room on a phone: there it stands above the picture.
  const above = kind === 'line' && window.innerWidth < 600
  return {
    animation: false,
    color: colours,
    textStyle: text,
    aria: { decal: { show: series.length > 1 && kind === 'bar' } },
    legend: above ? { top: 0, left: 0, textStyle: text } : undefined,
    grid: { left: 8, right: kind === 'line' && !above ? 96 : 16, top: above ? 48 : 24, bottom: 8, containLabel: true },
    tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: v => (v === null ? 'belum ada' : number.format(v)) },
    xAxis: { type: 'category', data: words, axisLabel: { ...text, hideOverlap: true }, axisTick: { show: false }, axisLine: { lineStyle: { color: token('stroke-secondary') } } },
    yAxis: { type: 'value', axisLabel: { ...text, formatter: brief }, splitLine: { lineStyle: { color: token('stroke-primary') } } },
    series: series.map(s => ({
      ...s, type: kind, barMaxWidth: 48, symbolSize: 7, lineStyle: { width: 2.5 },
      labelLayout: kind === 'bar' ? { hideOverlap: true } : { moveOverlap: 'shiftY' },
      label: kind === 'bar' ? { show: true, position: 'top', color: text.color, formatter: p => (p.value === null ? '' : brief(p.value)) } : undefined,
      endLabel: kind === 'line' && !above ? { show: true, formatter: s.name, color: text.color } : undefined,
    })),
  }
}
