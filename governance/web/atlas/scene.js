// SPDX-License-Identifier: EUPL-1.2
// From what the server sends (addresses of outlines, one byte a territory) to what is drawn.

import { AROUND } from "./drawing.js"
import { Grid, across, around, down, outlines } from "./outlines.js"

const ABSENT = 255
const BEACON = 7 // pixels, of what is shown by a point

/** Everything to draw; waits for the outlines, which come once. */
export async function compose(data) {
  const enlargement = data.enlargement && plane(data.enlargement)
  const [files, base] = await Promise.all(
    [data.outlines, data.base].map((addresses) => Promise.all(addresses.map((address) => outlines(address, enlargement)))),
  )
  const shapes = files.flat()
  const [shades, radii, simulated] = [data.shades, data.radii, data.simulated].map(bytes)
  const measures = data.measures.map((measure) => ({ ...measure, values: numbers(measure) }))
  const described = (rank) => ({
    shade: shades[rank] === ABSENT || rank >= shades.length ? AROUND : shades[rank],
    radius: radii.length ? radii[rank] / 4 : 0,
    simulated: simulated.length === 1 ? simulated[0] === 1 : simulated[rank] === 1,
    values: measures.map(({ values }) => values[rank]),
  })
  const drawn = shapes.map((shape, rank) => ({ ...shape, ...described(rank) }))
  const points = pointsOf(data).map((point, rank) => ({ ...point, ...described(shapes.length + rank) }))
  const inside = drawn.filter(({ shade }) => shade !== AROUND)
  const marks = [...inside, ...points]
  return {
    ...data,
    outlines: drawn,
    base: base.flat(),
    marks,
    byId: new Map([...marks, ...beacons(data)].map((mark) => [mark.id, mark])),
    grid: new Grid([...inside, ...inside.filter(({ enlarged }) => enlarged && data.whole).map((mark) => ({ ...mark, ...mark.enlarged, mark }))]),
    measures,
    frame: frameOf(data.frame),
    extent: data.extent ? plane(data.extent) : around(marks.map(({ box }) => box)),
  }
}

function pointsOf({ points, beacon }) {
  if (!points) return []
  const [longitudes, latitudes] = [points.longitudes, points.latitudes].map((values) => numbers({ kind: "f4", values }))
  return points.ids.map((id, rank) => standing(id, points.names[rank], longitudes[rank], latitudes[rank]))
}

/** What is chosen and belongs to another layer than the one drawn. */
const beacons = ({ beacons }) => beacons.map(({ id, name, longitude, latitude }) => ({ ...standing(id, name, longitude, latitude), radius: BEACON, beacon: true, values: [] }))

function standing(id, name, longitude, latitude) {
  const [x, y] = [across(longitude), down(latitude)]
  return { id, name, anchors: [[x, y]], box: [x, y, x, y] }
}

/** A box in pseudo degrees (west, south, east, north) on the plane, whose y goes southwards. */
const plane = ([west, south, east, north]) => [across(west), down(north), across(east), down(south)]

const frameOf = ({ lines, labels }) => ({
  lines: lines.map((line) => line.map(([longitude, latitude]) => [across(longitude), down(latitude)])),
  labels: labels.map(([longitude, latitude, name]) => [across(longitude), down(latitude), name]),
})

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))

/** The numbers of a measure: whole ones below 255 in a byte each, or in single precision; NaN where there is none. */
function numbers({ kind, values }) {
  const raw = bytes(values)
  return kind === "f4" ? new Float32Array(raw.buffer) : Array.from(raw, (value) => (value === ABSENT ? NaN : value))
}
