# SPDX-License-Identifier: EUPL-1.2
"""What Streamlit leaves to the page around it: language, names of controls, width of the screen."""

from time import monotonic

import streamlit as st

from governance.language.catalogue import catalogue
from governance.ui.language import current
from governance.web.documents import COOKIE

# The browser knows the width that a figure is drawn for: it says so when the server believes otherwise.
# It also mends what Streamlit draws: English names of controls, scrolling tables that the keyboard cannot reach, and
# the sections of the menu, which break its list.
SURROUNDINGS = """
export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.language
  document.cookie = `${data.cookie}=${data.language}; path=/; max-age=31536000; samesite=lax`

  const narrow = window.matchMedia("(max-width: 640px)")
  const tell = () => { if (narrow.matches !== data.narrow) setStateValue("narrow", narrow.matches) }
  tell()
  narrow.addEventListener("change", tell)

  const attributes = ["aria-label", "placeholder", "title", "data-title"]
  const names = Object.entries(data.names)
  const rename = (element, attribute) => {
    const words = element.getAttribute(attribute)
    const known = names.find(([name]) => (name.endsWith(" ") ? words.startsWith(name) : words === name))
    if (known) element.setAttribute(attribute, known[1] + words.slice(known[0].length))
  }
  // An uploader, a date and a message say in their text what other controls say in their attributes.
  const WORDED = "[data-testid=stFileUploader] *, [data-testid=stDateInput] *, [role=dialog] *"
  const reword = (text) => {
    const known = names.find(([name]) => name === text.nodeValue)
    if (known) text.nodeValue = known[1]
  }
  const mend = () => {
    if (names.length) {
      for (const attribute of attributes)
        document.querySelectorAll(`[${attribute}]`).forEach((element) => rename(element, attribute))
      for (const element of document.querySelectorAll(WORDED))
        for (const child of element.childNodes) if (child.nodeType === Node.TEXT_NODE) reword(child)
    }
    // Sections of the menu stand in a list as boxes, and their links in none.
    for (const section of document.querySelectorAll("[data-testid=stSidebarNavItems] > div")) {
      section.role = "listitem"
      for (const item of section.querySelectorAll("li")) item.role = "none"
    }
    for (const region of document.querySelectorAll("[data-testid=stTable] div"))
      if (["auto", "scroll"].includes(getComputedStyle(region).overflowX)) region.tabIndex = 0
  }
  // A long text is saved when its field is left: save it after a pause too, and warn before closing earlier.
  let pending = null
  const save = () => {
    const field = pending?.field
    pending = null
    field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", ctrlKey: true, bubbles: true }))
  }
  const typed = ({ target }) => {
    if (!target.matches("[class*=st-key-card-] textarea, [class*=st-key-card-] input[type=text]")) return
    clearTimeout(pending?.timer)
    pending = { field: target, timer: setTimeout(save, 1500) }
  }
  const left = () => { clearTimeout(pending?.timer); pending = null }
  const warn = (event) => { if (pending) event.preventDefault() }
  document.addEventListener("input", typed)
  document.addEventListener("focusout", left)
  window.addEventListener("beforeunload", warn)

  mend()
  const watch = new MutationObserver(mend)
  watch.observe(document.body, { subtree: true, childList: true, attributeFilter: attributes })
  return () => {
    narrow.removeEventListener("change", tell)
    document.removeEventListener("input", typed)
    document.removeEventListener("focusout", left)
    window.removeEventListener("beforeunload", warn)
    watch.disconnect()
  }
}
"""

HEADING = """
export default function ({ data }) {
  const heading = document.querySelector(".stMain h2")
  if (!heading || window.echelonsHeading === data.moment) return
  window.echelonsHeading = data.moment
  heading.tabIndex = -1
  heading.scrollIntoView({ block: "start" })
  heading.focus({ preventScroll: true })
}
"""

_heading = st.components.v2.component("echelons.heading", js=HEADING)
_surroundings = st.components.v2.component("echelons.surroundings", js=SURROUNDINGS)


def meet_browser() -> None:
    """Tell the browser which language the page speaks, screen readers included; learn whether the screen is narrow.

    Streamlit names its own controls in English only: data/texts/fr/streamlit.yaml renames them where they stand.
    """
    names = {} if current() == "en" else catalogue("streamlit", current())
    data = {"language": current(), "cookie": COOKIE, "narrow": narrow(), "names": names}
    _surroundings(data=data, key="surroundings", default={"narrow": False}, on_narrow_change=lambda: None)


def show_heading(step: str) -> None:
    """Bring the page's second title into view, with the focus, once: after a change of step."""
    _heading(data={"moment": f"{step} {monotonic()}"}, key="heading")


def narrow() -> bool:
    """Whether the screen is a phone's; False until the browser has said so."""
    known = st.session_state.get("surroundings")
    return bool(known and known.get("narrow"))
