// SPDX-License-Identifier: EUPL-1.2
// The room's screen: follows the workshop, and keeps everything within the screen.

const words = document.body.dataset
const clock = new Clock()
const network = document.querySelector("#network")

// Letters shrink until nothing is cut: long questions on small projectors.
function fit() {
  const main = document.querySelector("main"), root = document.documentElement
  const cut = () => [main, ...main.children].some((part) => part.scrollHeight > part.clientHeight + 1) || main.scrollWidth > main.clientWidth + 1
  let scale = 1
  root.style.setProperty("--scale", scale)
  while (scale > 0.5 && cut()) root.style.setProperty("--scale", (scale -= 0.02))
}

let stage = words.stage, renewing = false, latest
async function told(state) {
  if (!state || state.state === "ended") return end()
  latest = state
  clock.set(state.timer)
  for (const name of ["answered", "connected"]) show(name, state[`${name}_words`])
  const meter = document.querySelector("[data-meter]")
  if (meter) [meter.max, meter.value] = [Math.max(state.connected, state.answered, 1), state.answered]
  if (renewing || String(state.stage) === stage) return
  renewing = true
  try {
    if (!(await renew())) return end()
    const main = document.querySelector("main")
    stage = main.dataset.stage ?? stage
    document.querySelector("#status").textContent = main.dataset.announce ?? ""
    fit()
  } catch {
    setTimeout(() => live.listen(), chance(RETURN, RETURN_SPREAD))
  }
  renewing = false
  // It may have moved again meanwhile, or come from a process that had not heard of it yet.
  if (String(latest.stage) !== stage) setTimeout(told, 500, latest)
}

function end() {
  live.end()
  over()
}

let cut
const live = new Live(words.address, told, (here) => {
  clearTimeout(cut)
  if (here) network.textContent = ""
  else cut = setTimeout(() => (network.textContent = words.offline), 2500)
})
addEventListener("resize", fit)
document.documentElement.classList.add("live")
fit()

// A projector must not fall asleep (only where the browser lets a page ask).
const wake = () => document.visibilityState === "visible" && navigator.wakeLock?.request("screen").catch(() => {})
document.addEventListener("visibilitychange", wake)
wake()
