// SPDX-License-Identifier: EUPL-1.2
// Outlines as the map draws them: fetched once, flattened to metres of the plane (y southwards), found by place.

const EARTH_RADIUS = 6378137
const CELLS = 64
const fetched = new Map()

/** The outlines at an address: an array of outlines in the file's order, each { id, name, box, parts, path, enlarged, anchors }. */
export function outlines(address, enlargement) {
  if (!fetched.has(address)) {
    const coming = fetch(address)
      .then((answer) => {
        if (!answer.ok) throw new Error(`${answer.status}`)
        return answer.json()
      })
      .then(({ features }) => features.map((feature) => outline(feature, enlargement)))
    coming.catch(() => fetched.delete(address))
    fetched.set(address, coming)
  }
  return fetched.get(address)
}

/** Pseudo degrees to metres of the plane. */
export const across = (longitude) => (longitude * Math.PI * EARTH_RADIUS) / 180
export const down = (latitude) => -EARTH_RADIUS * Math.asinh(Math.tan((latitude * Math.PI) / 180))

function outline({ id, properties, geometry }, enlargement) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates
  const parts = polygons.map(part).sort((one, other) => other.surface - one.surface)
  // Those of Île-de-France are there twice: in their place, and enlarged in their box.
  for (const each of parts) each.enlarged = enlargement !== null && within(each.box, enlargement)
  const home = parts.filter((each) => !each.enlarged)
  const enlarged = parts.filter((each) => each.enlarged)
  const whole = home.length ? home : enlarged
  return {
    id,
    name: properties.name,
    parts: whole,
    box: around(whole.map((each) => each.box)),
    path: pathOf(whole),
    enlarged: home.length && enlarged.length ? { parts: enlarged, box: around(enlarged.map((each) => each.box)), path: pathOf(enlarged) } : null,
    anchors: [middle(whole[0]), ...(home.length && enlarged.length ? [middle(enlarged[0])] : [])],
  }
}

function part(rings) {
  const flat = rings.map((ring) => {
    const corners = new Float64Array(ring.length * 2)
    ring.forEach(([longitude, latitude], rank) => {
      corners[2 * rank] = across(longitude)
      corners[2 * rank + 1] = down(latitude)
    })
    return corners
  })
  return { rings: flat, box: boxOf(flat[0]), surface: Math.abs(twiceTheSurface(flat[0])) }
}

function boxOf(corners) {
  const box = [Infinity, Infinity, -Infinity, -Infinity]
  for (let rank = 0; rank < corners.length; rank += 2) {
    box[0] = Math.min(box[0], corners[rank])
    box[1] = Math.min(box[1], corners[rank + 1])
    box[2] = Math.max(box[2], corners[rank])
    box[3] = Math.max(box[3], corners[rank + 1])
  }
  return box
}

export function around(boxes) {
  return boxes.reduce(
    (all, box) => [Math.min(all[0], box[0]), Math.min(all[1], box[1]), Math.max(all[2], box[2]), Math.max(all[3], box[3])],
    [Infinity, Infinity, -Infinity, -Infinity],
  )
}

export const within = (box, other) => box[0] >= other[0] && box[1] >= other[1] && box[2] <= other[2] && box[3] <= other[3]
export const meet = (box, other) => box[0] <= other[2] && box[2] >= other[0] && box[1] <= other[3] && box[3] >= other[1]

function twiceTheSurface(corners) {
  let sum = 0
  for (let rank = 0; rank + 3 < corners.length; rank += 2)
    sum += corners[rank] * corners[rank + 3] - corners[rank + 2] * corners[rank + 1]
  return sum
}

/** Where a circle stands: the centre of gravity of the largest part. */
function middle({ rings: [corners], box }) {
  const [x0, y0] = corners
  let x = 0, y = 0, weight = 0
  for (let rank = 0; rank + 3 < corners.length; rank += 2) {
    const [ax, ay, bx, by] = [corners[rank] - x0, corners[rank + 1] - y0, corners[rank + 2] - x0, corners[rank + 3] - y0]
    const turn = ax * by - bx * ay
    x += (ax + bx) * turn
    y += (ay + by) * turn
    weight += turn
  }
  return weight ? [x0 + x / (3 * weight), y0 + y / (3 * weight)] : [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
}

function pathOf(parts) {
  const path = new Path2D()
  for (const each of parts) trace(path, each)
  return path
}

function trace(path, { rings }) {
  for (const corners of rings) {
    path.moveTo(corners[0], corners[1])
    for (let rank = 2; rank < corners.length - 2; rank += 2) path.lineTo(corners[rank], corners[rank + 1])
    path.closePath()
  }
}

/** A grid of marks, each with a `box`: which of them may hold a point. */
export class Grid {
  constructor(marks) {
    this.box = around(marks.map(({ box }) => box))
    this.cells = new Map()
    for (const mark of marks)
      for (const cell of this.covered(mark.box)) {
        if (!this.cells.has(cell)) this.cells.set(cell, [])
        this.cells.get(cell).push(mark)
      }
  }

  *covered(box) {
    const [west, north] = this.cell(box[0], box[1])
    const [east, south] = this.cell(box[2], box[3])
    for (let column = west; column <= east; column++) for (let row = north; row <= south; row++) yield column * CELLS + row
  }

  cell(x, y) {
    const bounded = (share) => Math.min(Math.max(Math.floor(share * CELLS), 0), CELLS - 1)
    return [
      bounded((x - this.box[0]) / (this.box[2] - this.box[0] || 1)),
      bounded((y - this.box[1]) / (this.box[3] - this.box[1] || 1)),
    ]
  }

  at(x, y) {
    if (!meet([x, y, x, y], this.box)) return []
    const [column, row] = this.cell(x, y)
    return (this.cells.get(column * CELLS + row) ?? []).filter(({ box }) => meet([x, y, x, y], box))
  }
}
