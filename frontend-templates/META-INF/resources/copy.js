// Copy buttons: <button class="copy" data-copy="…" hidden>. They show only where the browser can copy, and never cut the text.
const status = document.createElement("p");
status.className = "unseen";
status.setAttribute("role", "status");
document.body.append(status);

async function copy(button) {
  const label = button.firstChild;
  const before = label.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    label.textContent = "Copied";
    status.textContent = `Copied ${button.dataset.copy}`;
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
