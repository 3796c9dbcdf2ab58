// SPDX-License-Identifier: EUPL-1.2
// The pointer on a map: click, drag, frame, pinch, wheel with Ctrl. The plain wheel goes on scrolling the page.

const STILL = 4 // pixels: less than this is a click

export class Hand {
  constructor(map) {
    this.map = map
    this.framing = false
    this.down = new Map()
    this.start = null
    const { stage } = map
    stage.addEventListener("pointerdown", (event) => this.pressed(event))
    stage.addEventListener("pointermove", (event) => this.moved(event))
    stage.addEventListener("pointerup", (event) => this.released(event))
    stage.addEventListener("pointercancel", (event) => this.forget(event))
    stage.addEventListener("pointerleave", () => map.leave())
    stage.addEventListener("dblclick", (event) => map.open(...this.place(event)))
    stage.addEventListener("wheel", (event) => this.turned(event), { passive: false })
  }

  /** On a phone a finger scrolls the page, and moves the map only once it is nearer. */
  reach(atHome) {
    this.map.stage.style.touchAction = atHome && !this.framing ? "pan-y" : "none"
  }

  place({ clientX, clientY }) {
    const { left, top } = this.map.stage.getBoundingClientRect()
    return [clientX - left, clientY - top]
  }

  pressed(event) {
    if (event.button !== 0) return
    this.map.stage.setPointerCapture(event.pointerId)
    this.down.set(event.pointerId, this.place(event))
    const frames = this.framing || event.shiftKey
    this.start = this.down.size === 1 ? { at: this.place(event), frames, moved: false } : null
    this.spread = this.down.size === 2 ? this.apart() : 0
  }

  moved(event) {
    const here = this.place(event)
    if (!this.down.has(event.pointerId)) {
      if (event.pointerType !== "touch") this.map.hover(...here)
      return
    }
    const before = this.down.get(event.pointerId)
    this.down.set(event.pointerId, here)
    if (this.down.size === 2) this.pinched()
    else if (this.start) this.dragged(before, here)
  }

  dragged(before, here) {
    const { at, frames } = this.start
    this.start.moved ||= Math.hypot(here[0] - at[0], here[1] - at[1]) > STILL
    if (!this.start.moved) return
    this.map.bubble.hidden = true
    if (frames) this.map.frame(boxOf(at, here))
    else this.map.pan(here[0] - before[0], here[1] - before[1])
  }

  released(event) {
    const { start } = this
    const here = this.place(event)
    this.forget(event)
    if (!start) return
    const added = event.ctrlKey || event.metaKey
    if (!start.moved) this.map.choose(...here, added)
    else if (start.frames) this.map.take(boxOf(start.at, here), added)
  }

  forget(event) {
    this.down.delete(event.pointerId)
    this.start = null
    if (this.map.framed) this.map.frame(null)
  }

  apart() {
    const [[ax, ay], [bx, by]] = [...this.down.values()]
    return Math.hypot(bx - ax, by - ay)
  }

  pinched() {
    const now = this.apart()
    const [[ax, ay], [bx, by]] = [...this.down.values()]
    if (this.spread) this.map.zoom(now / this.spread, [(ax + bx) / 2, (ay + by) / 2])
    this.spread = now
  }

  turned(event) {
    if (!event.ctrlKey && !event.metaKey) return
    event.preventDefault()
    this.map.zoom(event.deltaY < 0 ? 1.25 : 0.8, this.place(event))
  }
}

const boxOf = ([ax, ay], [bx, by]) => [Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)]
