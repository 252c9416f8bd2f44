// Copy buttons: <button class="copy" data-copy="…" hidden>, or data-copy-link="/path" for a whole link to a page of this site.
// They show only where the browser can copy, and never cut the text.
const status = document.createElement("p");
status.className = "unseen";
status.setAttribute("role", "status");
document.body.append(status);

async function copy(button) {
  const path = button.dataset.copyLink;
  const text = path ? new URL(path, location.href).href : button.dataset.copy;
  const label = button.firstChild;
  const before = label.textContent;
  try {
    await navigator.clipboard.writeText(text);
    label.textContent = "Copied";
    status.textContent = `Copied ${text}`;
  } catch {
    label.textContent = "Not copied";
    status.textContent = "The browser did not allow copying; select the text instead.";
  }
  setTimeout(() => { label.textContent = before; }, 2000);
}

if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.copy");
    if (button && !button.disabled) copy(button);
  });
}
