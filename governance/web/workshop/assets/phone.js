// SPDX-License-Identifier: EUPL-1.2
// The participant's page. Without this script it works too: forms are posted, and a link refreshes.

const words = document.body.dataset
const address = words.address
const status = document.querySelector("#status")
const lost = document.querySelector("#lost")
const network = document.querySelector("#network")
const clock = new Clock()

// What was given and not yet taken, kept on this phone: it is sent once, under its own key, when the network is back.
const queue = {
  name: "echelons" + address,
  read: () => JSON.parse(localStorage.getItem(queue.name) ?? "[]"),
  write: (items) => (items.length ? localStorage.setItem(queue.name, JSON.stringify(items)) : localStorage.removeItem(queue.name)),
  // The newest answer to a question takes the place of one that waits.
  put: (item) => queue.write([...queue.read().filter((other) => other.about !== item.about), item]),
  remove: (item) => queue.write(queue.read().filter((other) => other.key !== item.key)),
}
try {
  queue.write(["can this phone keep anything?", ...queue.read()])
  queue.write(queue.read().slice(1))
} catch {
  // No storage (private window): what waits lives as long as the page.
  let kept = []
  Object.assign(queue, { read: () => kept, write: (items) => void (kept = items) })
}

const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")

// Milliseconds before a press is sent again on a network that swallows it; its key makes that harmless.
const PATIENCE = 12000
let sending = false, waiting, tries = 0
async function send() {
  clearTimeout(waiting)
  if (sending) return
  sending = true
  let item
  while ((item = queue.read()[0])) {
    const outcome = await post(item)
    if (outcome === "queued" || outcome === "slow") {
      say(outcome, item)
      const wait = Math.min(1000 * 2 ** tries++, 8000)
      waiting = setTimeout(send, chance(wait / 2, wait / 2))
      break
    }
    tries = 0
    queue.remove(item)
    say(outcome, item)
  }
  sending = false
}

async function post(item) {
  const body = new URLSearchParams({ ...item.fields, key: item.key })
  try {
    const answer = await fetch(item.action, { method: "POST", body, headers: { Accept: "application/json" }, signal: AbortSignal.timeout?.(PATIENCE) })
    if (answer.ok) return "sent"
    if (answer.status === 429) return "slow"
    if (answer.status >= 500) return "queued"
    return answer.status === 422 ? "wrong" : answer.status === 403 ? "refused" : "late"
  } catch {
    return "queued"
  }
}

// Tell how it went, beside the form that it came from if it is still there, and to screen readers. What did not count
// stays said until something else is sent: the page may change at the same moment.
function say(outcome, item) {
  if (["late", "wrong", "refused"].includes(outcome)) return (lost.textContent = words[outcome])
  const form = [...document.forms].find((one) => one.dataset.about === item.form)
  const told = (outcome === "sent" && form?.dataset.thanks) || words[outcome]
  const output = form?.querySelector("output")
  if (output) output.textContent = told
  else if (status.textContent !== told) status.textContent = told
  if (outcome === "sent" && form) {
    form.querySelector("button").textContent = form.dataset.again
    if (form.dataset.once !== undefined) form.reset()
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target, about = form.dataset.about
  if (!about || !form.reportValidity()) return
  event.preventDefault()
  const item = { about, form: about, action: form.getAttribute("action"), fields: Object.fromEntries(new FormData(form)), key: newKey() }
  if (form.dataset.once !== undefined) item.about += item.key
  queue.put(item)
  lost.textContent = ""
  send()
})

// Points: what is left to spread, as one types.
document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-points]")
  if (!form) return
  const inputs = [...form.querySelectorAll("input[type=number]")]
  for (const input of inputs) input.setCustomValidity("")
  const spent = inputs.reduce((sum, input) => sum + (Number(input.value) || 0), 0)
  const left = Number(form.dataset.points) - spent
  const place = form.querySelector("[data-left]")
  event.target.setCustomValidity(left < 0 ? place.dataset.over.replace("{count}", -left) : "")
  place.textContent = (left < 0 ? place.dataset.over : place.dataset.left).replace("{count}", Math.abs(left))
})

let stage = words.stage, renewing = false, latest
async function told(state) {
  if (!state || state.state === "ended") return end()
  latest = state
  clock.set(state.timer)
  show("answered", state.answered_words)
  if (queue.read().length) send()
  if (renewing || String(state.stage) === stage) return
  renewing = true
  let typed
  try {
    // All phones learn of it at once: they do not all ask at once.
    await new Promise((done) => setTimeout(done, Math.random() * 300))
    if (!(await renew(() => (typed = remember())))) return end()
    stage = document.querySelector("main").dataset.stage ?? stage
    restore(typed)
    announce(typed.inside)
  } catch {
    setTimeout(() => live.listen(), chance(RETURN, RETURN_SPREAD))
  }
  renewing = false
  // It may have moved again meanwhile, or come from a process that had not heard of it yet.
  if (String(latest.stage) !== stage) setTimeout(told, 500, latest)
}

function end() {
  live.end()
  queue.write([])
  over()
  announce(false)
}

function announce(inside) {
  status.textContent = document.querySelector("main").dataset.announce ?? ""
  if (inside) document.querySelector("h1").focus()
}

// A choice not yet sent, or words not yet finished, outlive a change that leaves their form in place.
function remember() {
  const fields = [...document.forms].filter((form) => form.dataset.about).flatMap((form) =>
    [...form.elements].filter((field) => field.name && field.type !== "hidden" && (field.type !== "radio" || field.checked))
      .map((field) => ({ about: form.dataset.about, name: field.name, type: field.type, value: field.value })))
  return { fields, inside: document.querySelector("main").contains(document.activeElement) }
}

function restore({ fields }) {
  for (const { about, name, type, value } of fields) {
    const form = [...document.forms].find((one) => one.dataset.about === about)
    for (const field of form?.elements ?? []) {
      if (field.name !== name) continue
      if (type !== "radio") field.value = value
      else if (field.value === value) field.checked = true
    }
  }
}

let cut
const live = new Live(address, told, (here) => {
  clearTimeout(cut)
  if (here) {
    network.textContent = ""
    if (queue.read().length && !waiting) send()
  } else cut = setTimeout(() => (network.textContent = words.offline), 2500)
})
document.documentElement.classList.add("live")
send()
