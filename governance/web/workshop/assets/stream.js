// SPDX-License-Identifier: EUPL-1.2
"use strict"
// Follows the state of a page: events first; asking from time to time where they do not come through.

const RETURN = 500, RETURN_SPREAD = 1500 // milliseconds before coming back: not all phones at once
const SILENCE = 6000 // a stream that gives no state for so long at its start is held back by some proxy
const ASKING = 3000, CHECKING = 40000
const chance = (least, spread) => least + Math.random() * spread

class Live {
  constructor(address, told, network) {
    Object.assign(this, { address, told, network, version: null, etag: null, ended: false })
    // A connection seldom survives a phone's sleep, another network, or a page kept aside.
    addEventListener("online", () => this.listen())
    addEventListener("pageshow", (event) => event.persisted && this.listen())
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.listen())
    this.listen()
    this.check()
  }

  listen() {
    if (this.ended) return
    this.source?.close()
    clearTimeout(this.coming)
    const source = (this.source = new EventSource(this.address + "/events"))
    const silent = setTimeout(() => this.ask(), SILENCE)
    source.onmessage = (event) => {
      clearTimeout(silent)
      this.asking = clearTimeout(this.asking)
      this.hear(JSON.parse(event.data))
    }
    source.onerror = () => {
      clearTimeout(silent)
      source.close()
      if (source !== this.source) return
      this.network(false)
      clearTimeout(this.coming)
      this.coming = setTimeout(() => this.listen(), chance(RETURN, RETURN_SPREAD))
      this.asking ??= setTimeout(() => this.ask(), chance(ASKING, ASKING))
    }
  }

  hear(state) {
    this.network(true)
    this.version = state.version
    this.told(state)
  }

  // Ask, and go on asking until a stream brings a state.
  async ask() {
    clearTimeout(this.asking)
    this.asking = setTimeout(() => this.ask(), chance(ASKING, ASKING))
    await this.once()
  }

  async once() {
    try {
      const headers = { Accept: "application/json", ...(this.etag && { "If-None-Match": this.etag }) }
      const answer = await fetch(this.address + "/state", { headers, cache: "no-store" })
      this.network(answer.status < 500)
      if (answer.status === 404) return this.told(null)
      if (!answer.ok) return false
      this.etag = answer.headers.get("etag")
      const state = await answer.json(), news = !(state.version <= this.version)
      if (news) this.hear(state)
      return news
    } catch {
      this.network(false)
      return false
    }
  }

  // A connection can die unnoticed: when there was something new that the stream did not say, take another.
  check() {
    setTimeout(async () => {
      if (document.visibilityState === "visible" && (await this.once())) this.listen()
      this.check()
    }, chance(CHECKING, CHECKING / 2))
  }

  end() {
    this.ended = true
    this.source.close()
    clearTimeout(this.coming)
    clearTimeout(this.asking)
  }
}

// The page is always what the server makes of the state: when the stage changes, its main part is fetched and replaced.
// False where the session has ended while it was asked for: what is said of the end then stays.
async function renew(before = () => {}) {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" })
  if (answer.status === 404) return false
  if (answer.status >= 500) throw new Error(answer.status)
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html"), made = fresh.querySelector("main")
  if (live.ended) return false
  before()
  if (made) document.querySelector("main").replaceWith(document.adoptNode(made))
  document.title = fresh.title
  return true
}

// The session has ended, and its code with it: the page has its last words with it.
const over = () => document.querySelector("main").replaceWith(document.querySelector("#over").content.cloneNode(true))

const show = (name, words) => {
  for (const place of document.querySelectorAll(`[data-live=${name}]`)) if (place.textContent !== words) place.textContent = words
}

// The countdown: the server says how many seconds are left, this device counts them.
class Clock {
  constructor() {
    setInterval(() => this.tick(), 250)
  }
  set(timer) {
    this.timer = timer
    this.since = performance.now()
    this.tick()
  }
  tick() {
    if (!this.timer) return
    const passed = this.timer.running ? (performance.now() - this.since) / 1000 : 0
    const left = Math.max(0, Math.ceil(this.timer.remaining - passed))
    show("clock", `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`)
  }
}
