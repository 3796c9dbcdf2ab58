// SPDX-License-Identifier: EUPL-1.2
// What the canvas shows of a scene: surfaces by class, borders, circles, frames; and what is chosen, above.

import { meet } from "./outlines.js"

export const AROUND = -1 // the shade of what is drawn around the perimeter, and cannot be chosen

const FONT = "'Source Sans', 'Source Sans 3', system-ui, sans-serif"
const TAU = 2 * Math.PI
const HATCH_STEP = 6
const SMALLEST_BORDERED = 7 // pixels: smaller territories have no border of their own
const LABEL_DROP = 3 // pixels below the point given
const LABELLED_FROM = 480 // pixels: frames are named where their names hold

/** Surfaces, borders, frames and circles of a scene, as seen. One outline after another: a path of all is slow to draw. */
export function drawGround(context, scene, seen) {
  const frame = boxSeen(seen)
  clear(context, seen)
  place(context, seen)
  const brushes = brushesOf(context, scene, seen)
  const bordered = typicalWidth(scene) * seen.scale >= SMALLEST_BORDERED
  for (const each of scene.outlines) surface(context, each, scene, frame, brushes, bordered, seen)
  for (const each of scene.base) for (const path of paths(each, scene, frame)) stroke(context, path, scene.colours.rule, scene.whole ? 0.7 : 1, seen)
  if (scene.circles || scene.points) circles(context, scene, seen, brushes)
  if (scene.whole) frames(context, scene, seen)
}

function surface(context, outline, scene, frame, brushes, bordered, seen) {
  const { colours, circles } = scene
  const around = outline.shade === AROUND
  const brush = brushes[circles || around ? "around" : outline.shade]
  const line = bordered || around ? (circles || around ? colours.grid : colours.rule) : brush.colour
  for (const path of paths(outline, scene, frame)) {
    paint(context, path, brush)
    stroke(context, path, line, bordered ? 0.7 : 0.5, seen)
  }
}

/** The paths of an outline that are in view: in its place, and enlarged where the whole country shows. */
function paths({ box, path, enlarged }, { whole }, frame) {
  const seen = meet(box, frame) ? [path] : []
  return whole && enlarged && meet(enlarged.box, frame) ? [...seen, enlarged.path] : seen
}

/** How wide half of the outlines are at least, in metres. */
function typicalWidth(scene) {
  scene.typical ??= scene.outlines.filter(({ shade }) => shade !== AROUND).map(({ box }) => box[2] - box[0]).sort((one, other) => one - other)
  return scene.typical[Math.floor(scene.typical.length / 2)] ?? 0
}

/** Above: what the pointer is on, what is chosen, and the frame being drawn (pixels). */
export function drawMarks(context, scene, seen, hovered, chosen, framed) {
  clear(context, seen)
  place(context, seen)
  const { colours } = scene
  for (const each of chosen) outlined(context, each, scene, seen, colours.background, 5)
  for (const each of chosen) outlined(context, each, scene, seen, colours.ink, 2.5)
  if (hovered) outlined(context, hovered, scene, seen, colours.ink, 1.5)
  if (framed) {
    context.setTransform(seen.ratio, 0, 0, seen.ratio, 0, 0)
    context.setLineDash([5, 4])
    context.lineWidth = 1.5
    context.strokeStyle = colours.accent
    context.strokeRect(framed[0], framed[1], framed[2] - framed[0], framed[3] - framed[1])
    context.setLineDash([])
  }
}

function outlined(context, mark, scene, seen, colour, width) {
  if (mark.path && !scene.circles) {
    for (const path of paths(mark, scene, boxSeen(seen))) stroke(context, path, colour, width, seen)
    return
  }
  for (const [x, y] of anchors(mark, scene)) stroke(context, disc(x, y, (mark.radius || 4) + 2, seen), colour, width, seen)
}

function disc(x, y, radius, seen) {
  const path = new Path2D()
  path.arc(x, y, radius / seen.scale, 0, TAU)
  return path
}

/** Where a territory's circle stands: in its place, and once more in its enlargement where the whole country shows. */
export const anchors = (mark, scene) => (scene.whole ? mark.anchors : mark.anchors.slice(0, 1))

function circles(context, scene, seen, brushes) {
  const sized = scene.marks.filter(({ radius, shade }) => radius > 0 && shade !== AROUND)
  for (const each of sized.sort((one, other) => other.radius - one.radius))
    for (const [x, y] of anchors(each, scene)) {
      const path = disc(x, y, each.radius, seen)
      paint(context, path, brushes[each.shade])
      stroke(context, path, scene.colours.rule, 0.8, seen)
    }
}

function frames(context, { frame, colours }, seen) {
  const path = new Path2D()
  for (const line of frame.lines) line.forEach(([x, y], rank) => (rank ? path.lineTo(x, y) : path.moveTo(x, y)))
  stroke(context, path, colours.rule, 1, seen)
  if (seen.width < LABELLED_FROM) return
  context.setTransform(seen.ratio, 0, 0, seen.ratio, 0, 0)
  context.fillStyle = colours.muted
  context.font = `11px ${FONT}`
  context.textAlign = "center"
  context.textBaseline = "middle"
  for (const [x, y, name] of frame.labels) {
    const [px, py] = onScreen(seen, x, y)
    context.fillText(name, px, py + LABEL_DROP)
  }
}

/** How each class is filled: its colour, and its hatching, which keeps its size on the screen whatever the zoom. */
function brushesOf(context, { palette, colours }, { ratio }) {
  const upright = context.getTransform().inverse()
  const brushes = palette.map(({ colour, hatch }) => {
    const pattern = hatch ? hatched(context, hatch, ratio, colours) : null
    pattern?.setTransform(upright)
    return { colour, pattern }
  })
  return { ...brushes, around: { colour: colours.surface, pattern: null } }
}

function paint(context, path, { colour, pattern }) {
  context.fillStyle = colour
  context.fill(path)
  if (!pattern) return
  context.fillStyle = pattern
  context.fill(path)
}

/** A pattern of strokes: `lines` one way, `cross` both ways, `dots`. */
function hatched(context, hatch, ratio, colours) {
  const size = Math.round(HATCH_STEP * ratio)
  const tile = new OffscreenCanvas(size, size)
  const pen = tile.getContext("2d")
  pen.strokeStyle = pen.fillStyle = colours.hatch
  pen.lineWidth = ratio
  const diagonal = (from, to) => {
    for (const shift of [-size, 0, size]) {
      pen.moveTo(from + shift, size)
      pen.lineTo(to + shift, 0)
    }
  }
  pen.beginPath()
  if (hatch === "dots") pen.arc(size / 2, size / 2, ratio * 1.1, 0, TAU), pen.fill()
  else {
    diagonal(0, size)
    if (hatch === "cross") diagonal(size, 0)
    pen.stroke()
  }
  return context.createPattern(tile, "repeat")
}

function stroke(context, path, colour, width, seen) {
  context.lineWidth = width / seen.scale
  context.lineJoin = "round"
  context.strokeStyle = colour
  context.stroke(path)
}

function clear(context, { ratio, width, height }) {
  context.setTransform(1, 0, 0, 1, 0, 0)
  context.clearRect(0, 0, width * ratio, height * ratio)
}

function place(context, { ratio, scale, x, y, width, height }) {
  const k = ratio * scale
  context.setTransform(k, 0, 0, k, ratio * (width / 2) - x * k, ratio * (height / 2) - y * k)
}

export const onScreen = ({ scale, x, y, width, height }, px, py) => [(px - x) * scale + width / 2, (py - y) * scale + height / 2]
export const onPlane = ({ scale, x, y, width, height }, px, py) => [(px - width / 2) / scale + x, (py - height / 2) / scale + y]

function boxSeen(seen) {
  return [...onPlane(seen, 0, 0), ...onPlane(seen, seen.width, seen.height)]
}
