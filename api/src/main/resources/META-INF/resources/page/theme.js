// Before the first paint, so that a page in the other colours does not flash.
try {
  document.documentElement.dataset.theme = localStorage.getItem("theme") ?? "";
} catch {
  // storage is switched off: the system's colours
}
