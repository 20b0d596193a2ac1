/** The ways a photo comes in: chosen, taken, dropped anywhere, pasted. */

import { find } from "./dom.js";

/** Calls `onPhoto(file)` for each photo that comes in, and `onOther()` for what is dropped or pasted and is no file. */
export function photosIn(onPhoto, onOther) {
  opens("choose", "file", onPhoto);
  opens("camera", "capture", onPhoto);
  const stage = find("stage");
  let inside = 0;
  const over = (change) => {
    inside = Math.max(0, inside + change);
    stage.classList.toggle("over", inside > 0);
  };
  document.addEventListener("dragenter", () => over(1));
  document.addEventListener("dragleave", () => over(-1));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    over(-inside);
    take(event.dataTransfer, onPhoto, onOther);
  });
  document.addEventListener("paste", (event) => take(event.clipboardData, onPhoto, onOther));
}

function take(transfer, onPhoto, onOther) {
  const files = [...(transfer?.files ?? [])];
  const photo = files.find((file) => file.type.startsWith("image/")) ?? files[0];
  if (photo) {
    onPhoto(photo);
  } else {
    onOther();
  }
}

function opens(button, input, onPhoto) {
  find(button).addEventListener("click", () => find(input).click());
  find(input).addEventListener("change", (event) => {
    const [photo] = event.target.files;
    if (photo) {
      onPhoto(photo);
    }
    event.target.value = ""; // so that the same file can be chosen again
  });
}
