// SPDX-License-Identifier: EUPL-1.2
// The map of Échelons: outlines filled by class or circles, on a canvas. No tiles, no WebGL, nothing from outside.
// The server says what each territory is; the browser draws, follows the pointer, and tells what was chosen.

import { AROUND, anchors, drawGround, drawMarks, onPlane, onScreen } from "./drawing.js"
import { compose } from "./scene.js"
import { Hand } from "./hand.js"
import { legendOf } from "./legend.js"

const maps = new WeakMap()
const CLOSEST = 400 // times nearer than the whole
const MANY = 5000 // outlines: more take longer to draw than a movement of the hand
const REST = 120 // milliseconds
const FLATTEST = [0.95, 1.6] // width for a height of 1
const SMALLEST_EXTENT = 5000 // metres of the plane

/** Called by Streamlit's component at each change of data. */
export function show({ data, parentElement, setTriggerValue }) {
  if (!maps.has(parentElement)) maps.set(parentElement, new Atlas(parentElement))
  maps.get(parentElement).update(data, setTriggerValue)
}

class Atlas {
  constructor(parent) {
    this.figure = parent.querySelector(".figure")
    this.stage = parent.querySelector(".stage")
    this.ground = parent.querySelector(".ground")
    this.marks = parent.querySelector(".marks")
    this.bubble = parent.querySelector(".bubble")
    this.rule = parent.querySelector(".rule")
    this.message = parent.querySelector(".message")
    this.legend = parent.querySelector(".legend")
    this.notice = parent.querySelector(".simulated")
    this.tools = Object.fromEntries([...parent.querySelectorAll("[data-tool]")].map((button) => [button.dataset.tool, button]))
    this.hovered = null
    this.framed = null
    this.slid = [0, 0]
    this.hand = new Hand(this)
    new ResizeObserver(() => this.resized()).observe(this.stage)
    this.tools.closer.onclick = () => this.zoom(1.6)
    this.tools.further.onclick = () => this.zoom(1 / 1.6)
    this.tools.whole.onclick = () => this.home()
    this.tools.frame.onclick = () => this.framing(!this.hand.framing)
  }

  async update(data, tell) {
    this.tell = tell
    this.asked = data
    this.dress(data)
    let scene
    try {
      scene = await compose(data)
    } catch {
      if (this.asked === data) this.say(data.words.unreachable)
      return
    }
    if (this.asked !== data) return // another change came meanwhile
    const moved = !this.scene || this.scene.place !== data.place
    this.scene = scene
    this.stage.style.aspectRatio = scene.whole ? data.aspect : shapeOf(scene.extent)
    this.notice.textContent = data.words.simulated
    this.notice.hidden = !scene.marks.some(({ simulated }) => simulated)
    this.hovered = null
    this.say("")
    if (moved) this.home()
    else this.draw()
    this.stage.dataset.drawn = data.moment
  }

  /** What does not wait for the outlines: words, colours, shape. */
  dress({ alt, words, colours, aspect, legend, place }) {
    this.legend.replaceChildren(...legendOf(legend))
    this.ground.setAttribute("role", "img")
    this.ground.setAttribute("aria-label", alt)
    // The shape of the extent comes with the outlines: until then, that of the country.
    if (!this.scene || place !== this.scene.place) this.stage.style.aspectRatio = aspect
    for (const [name, button] of Object.entries(this.tools)) {
      button.setAttribute("aria-label", words[name])
      button.title = words[name]
    }
    for (const [name, colour] of Object.entries(colours)) this.figure.style.setProperty(`--${name}`, colour)
  }

  say(words) {
    this.message.textContent = words
    this.message.hidden = !words
  }

  resized() {
    if (!this.scene) return
    const home = this.atHome
    if (home) this.home()
    else this.draw()
  }

  /** Show all of the extent. */
  home() {
    const { extent } = this.scene
    const { clientWidth: width, clientHeight: height } = this.stage
    const margin = this.scene.whole ? 1 : 0.92
    const [across, down] = [extent[2] - extent[0], extent[3] - extent[1]].map((side) => Math.max(side, SMALLEST_EXTENT))
    const scale = Math.min(width / across, height / down) * margin
    this.seen = { x: (extent[0] + extent[2]) / 2, y: (extent[1] + extent[3]) / 2, scale }
    this.closest = scale * CLOSEST
    this.furthest = scale / 1.5
    this.atHome = true
    this.draw()
  }

  zoom(times, at = null) {
    if (!this.scene) return
    const [px, py] = at ?? [this.stage.clientWidth / 2, this.stage.clientHeight / 2]
    const [x, y] = onPlane(this.view(), px, py)
    const scale = Math.min(Math.max(this.seen.scale * times, this.furthest), this.closest)
    const kept = this.seen.scale / scale
    this.seen = { scale, x: x + (this.seen.x - x) * kept, y: y + (this.seen.y - y) * kept }
    this.atHome = false
    this.draw()
  }

  /** Move by pixels. What takes long to draw slides at once, and is drawn anew when the hand rests. */
  pan(dx, dy) {
    if (!this.scene) return
    this.seen = { ...this.seen, x: this.seen.x - dx / this.seen.scale, y: this.seen.y - dy / this.seen.scale }
    this.atHome = false
    if (this.scene.outlines.length < MANY) return this.draw()
    this.slid = [this.slid[0] + dx, this.slid[1] + dy]
    this.slide()
    clearTimeout(this.resting)
    this.resting = setTimeout(() => this.draw(), REST)
  }

  slide() {
    for (const canvas of [this.ground, this.marks]) canvas.style.transform = `translate(${this.slid[0]}px, ${this.slid[1]}px)`
  }

  view() {
    return { ...this.seen, width: this.stage.clientWidth, height: this.stage.clientHeight, ratio: Math.min(window.devicePixelRatio || 1, 2) }
  }

  draw() {
    cancelAnimationFrame(this.waiting)
    this.waiting = requestAnimationFrame(() => {
      const seen = this.view()
      this.slid = [0, 0]
      this.slide()
      for (const canvas of [this.ground, this.marks]) {
        canvas.width = seen.width * seen.ratio
        canvas.height = seen.height * seen.ratio
      }
      this.hand.reach(this.atHome)
      drawGround(this.ground.getContext("2d", { willReadFrequently: true }), this.scene, seen)
      this.overlay()
      this.measure(seen)
    })
  }

  overlay() {
    const chosen = this.scene.chosen.map((id) => this.scene.byId.get(id)).filter(Boolean)
    drawMarks(this.marks.getContext("2d", { willReadFrequently: true }), this.scene, this.view(), this.hovered, chosen, this.framed)
  }

  /** The scale bar: a round length that holds in a hundred pixels. */
  measure({ scale }) {
    const metre = scale * this.scene.scale
    const longest = 110 / metre
    const power = 10 ** Math.floor(Math.log10(longest))
    const length = [5, 2, 1].map((step) => step * power).find((each) => each <= longest)
    const [value, unit] = length >= 1000 ? [length / 1000, "km"] : [length, "m"]
    this.rule.style.width = `${length * metre}px`
    this.rule.textContent = `${value.toLocaleString(this.scene.language)}\u00a0${unit}`
  }

  /** The territory under a place of the screen. */
  under(px, py) {
    const seen = this.view()
    if (this.scene.circles || this.scene.points) {
      const near = this.circleUnder(px, py, seen)
      if (near || this.scene.circles) return near
    }
    const [x, y] = onPlane(seen, px, py)
    const context = this.marks.getContext("2d", { willReadFrequently: true })
    context.setTransform(1, 0, 0, 1, 0, 0)
    const found = this.scene.grid.at(x, y).find(({ path }) => path && context.isPointInPath(path, x, y))
    return found ? (found.mark ?? found) : null
  }

  circleUnder(px, py, seen) {
    const near = this.scene.marks
      .filter((mark) => mark.radius > 0 && mark.shade !== AROUND)
      .filter((mark) => anchors(mark, this.scene).some(([x, y]) => {
        const [cx, cy] = onScreen(seen, x, y)
        return Math.hypot(cx - px, cy - py) <= Math.max(mark.radius, 5) + 1
      }))
    return near.sort((one, other) => one.radius - other.radius)[0] ?? null
  }

  hover(px, py) {
    if (!this.scene) return
    const found = this.under(px, py)
    if (found !== this.hovered) {
      this.hovered = found
      this.overlay()
      this.bubble.replaceChildren(...(found ? this.lines(found) : []))
    }
    this.bubble.hidden = !found
    this.stage.style.cursor = this.hand.framing ? "crosshair" : found ? "pointer" : ""
    if (!found) return
    const left = Math.min(px + 14, this.stage.clientWidth - this.bubble.offsetWidth - 4)
    const top = py + 14 + this.bubble.offsetHeight > this.stage.clientHeight ? py - this.bubble.offsetHeight - 8 : py + 14
    this.bubble.style.transform = `translate(${Math.max(left, 4)}px, ${Math.max(top, 4)}px)`
  }

  /** What the bubble says: the name, each measure that there is, the class where it says more, what is simulated. */
  lines(mark) {
    const { measures, palette, language, words } = this.scene
    const said = measures.flatMap(({ words, digits, decimals }, rank) => {
      const value = mark.values[rank]
      const format = { maximumFractionDigits: decimals ?? 0 }
      return Number.isFinite(value) ? [words.replace("{value}", value.toLocaleString(language, format))] : []
    })
    const shade = palette[mark.shade]
    if (shade?.said) said.push(shade.words)
    if (mark.simulated) said.push(words.simulated)
    return [line("b", mark.name), ...said.map((each) => line("span", each))]
  }

  leave() {
    this.hovered = null
    this.bubble.hidden = true
    if (this.scene) this.overlay()
  }

  /** A click: the territory alone, or with those chosen before. */
  choose(px, py, added) {
    const found = this.scene && this.under(px, py)
    if (found) this.tell("chosen", { ids: [found.id], added })
  }

  open(px, py) {
    const found = this.scene && this.under(px, py)
    if (found) this.tell("opened", found.id)
  }

  framing(on) {
    this.hand.framing = on
    this.tools.frame.setAttribute("aria-pressed", on)
    this.stage.style.cursor = on ? "crosshair" : ""
  }

  frame(box) {
    this.framed = box
    this.overlay()
  }

  /** The end of a frame: all whose middle is in it. */
  take([left, top, right, bottom], added) {
    this.framed = null
    const seen = this.view()
    const ids = this.scene.marks
      .filter((mark) => mark.shade !== AROUND && anchors(mark, this.scene).some(([x, y]) => {
        const [px, py] = onScreen(seen, x, y)
        return left <= px && px <= right && top <= py && py <= bottom
      }))
      .map(({ id }) => id)
    this.framing(false)
    this.overlay()
    if (ids.length) this.tell("chosen", { ids, added })
  }
}

/** The shape of a stage that shows an extent, neither too flat nor too high. */
const shapeOf = ([west, north, east, south]) => Math.min(Math.max((east - west) / (south - north || 1), FLATTEST[0]), FLATTEST[1])

function line(tag, words) {
  const element = document.createElement(tag)
  element.textContent = words
  return element
}
