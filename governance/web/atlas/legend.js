// SPDX-License-Identifier: EUPL-1.2
// The legend under the map: classes with their counts, histogram, key of circles, square of two figures.
// Words are set as text, never as markup.

/** The elements of a legend, as the server describes it (governance/views/map_legend.py). */
export function legendOf({ entries, method, bars, bounds, histogram, sizes, square }) {
  return [
    ...(square ? [squareOf(square)] : []),
    element("ul", "classes", entries.map(entry)),
    ...(bars.length ? [histogramOf(bars, bounds, histogram)] : []),
    ...(sizes.length ? [element("div", "sizes", sizes.map(circle))] : []),
    ...(method ? [element("p", "method", [method])] : []),
  ]
}

const entry = ({ words, colour, hatch, empty }) =>
  element("li", empty ? "empty" : "", [element("span", `swatch ${hatch}`, [], { backgroundColor: colour }), element("span", "", [words])])

function histogramOf(bars, bounds, words) {
  const drawn = bars.map(([height, colour]) => element("i", "", [], { height: `${height * 100}%`, background: colour }))
  const lines = bounds.map((bound) => element("b", "", [], { left: `${bound * 100}%` }))
  const box = element("div", "bars", [...drawn, ...lines])
  box.setAttribute("role", "img")
  box.setAttribute("aria-label", words)
  const ends = element("div", "ends", ["0", "100"].map((end) => element("span", "", [end])))
  ends.setAttribute("aria-hidden", "true")
  return element("div", "histogram", [box, ends])
}

const circle = ([radius, words]) =>
  element("span", "", [element("i", "", [], { width: `${2 * radius}px`, height: `${2 * radius}px` }), words])

/** Nine colours: the score from left to right, the context from bottom to top, both in words. */
function squareOf({ cells, steps, axes, bounds }) {
  const rows = [2, 1, 0].flatMap((row) => [
    element("small", "", [steps[row]]),
    ...cells.slice(3 * row, 3 * row + 3).map(([colour, count]) => element("i", "", [element("span", "", [count])], { background: colour })),
  ])
  const under = [element("small", "", []), ...steps.map((step) => element("small", "under", [step]))]
  const words = element("div", "axes", [element("strong", "", [axes]), element("span", "", [bounds])])
  return element("div", "pair", [element("div", "square", [...rows, ...under]), words])
}

function element(tag, name, children, style = {}) {
  const made = document.createElement(tag)
  if (name) made.className = name
  made.append(...children)
  Object.assign(made.style, style)
  return made
}
