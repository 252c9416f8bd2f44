// The watch list: kept in this browser only. Answers are written as text, never as markup.
const KEY = 'plainsight-watch-v1';
const at = (id) => document.getElementById(id);

function kept() {
  try {
    const list = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? list.filter((w) => typeof w?.address === 'string' && Number.isInteger(w.seen)) : [];
  } catch {
    return [];
  }
}

function keep(list) {
  localStorage.setItem(KEY, JSON.stringify(list));
}

async function json(path) {
  const answer = await fetch(path, { headers: { Accept: 'application/json' } });
  const body = await answer.json();
  if (!answer.ok) throw new Error(body.detail ?? `The portal answered ${answer.status}.`);
  return body;
}

async function newest(address) {
  const events = [];
  let after = 0;
  for (let more = true; more; ) {
    const page = await json(`/events/all.json?limit=1000&after=${after}&address=${encodeURIComponent(address)}`);
    events.push(...page.events);
    ({ next: after, more } = page);
  }
  return events;
}

async function show(watched, into) {
  const { address } = watched;
  const row = at('row').content.cloneNode(true).firstElementChild;
  const link = row.querySelector('h2 a');
  link.textContent = address;
  link.href = `/addresses/${address}`;
  row.querySelector('.atom').href = `/events/atom.xml?address=${encodeURIComponent(address)}`;
  row.querySelector('.past').action = `/addresses/${address}`;
  row.querySelector('.stop').addEventListener('click', () => {
    keep(kept().filter((w) => w.address !== address));
    draw();
  });
  into.append(row);
  const said = row.querySelector('.claim');
  said.textContent = 'Loading …';
  try {
    const [presence, events] = await Promise.all([
      json(`/feed/v1/presence?address=${encodeURIComponent(address)}`),
      newest(address),
    ]);
    row.dataset.last = String(events.at(-1)?.id ?? 0);
    const fresh = events.filter((e) => e.id > watched.seen);
    said.textContent = presence.present
      ? `A claim about it stands, at log size ${presence.log_size}. ${fresh.length} new since you last looked.`
      : `Nobody has claimed anything about it, at log size ${presence.log_size}.`;
    for (const event of fresh.reverse()) {
      const item = document.createElement('li');
      const to = document.createElement('a');
      to.href = `/events/${event.id}`;
      to.textContent = event.title;
      item.append(`${event.at.slice(0, 16).replace('T', ' ')} UTC: `, to);
      row.querySelector('.changes').append(item);
    }
  } catch (e) {
    said.textContent = `Could not be looked up: ${e.message} What you watch is kept; try again later.`;
  }
}

async function draw() {
  const list = kept();
  at('list').replaceChildren();
  at('nothing').hidden = list.length > 0;
  for (const button of ['seen', 'save']) at(button).hidden = list.length === 0;
  await Promise.all(list.map((w) => show(w, at('list'))));
}

at('add').addEventListener('submit', async (submitted) => {
  submitted.preventDefault();
  const address = at('address').value.trim();
  try {
    const { address: whole } = await json(`/feed/v1/presence?address=${encodeURIComponent(address)}`);
    if (!kept().some((w) => w.address === whole)) keep([...kept(), { address: whole, seen: 0 }]);
    at('said').textContent = '';
    at('address').value = '';
    draw();
  } catch (e) {
    at('said').textContent = e.message;
  }
});

at('seen').addEventListener('click', () => {
  const last = new Map([...document.querySelectorAll('#list > section')].map((s) => [s.querySelector('a').textContent, Number(s.dataset.last ?? 0)]));
  keep(kept().map((w) => ({ ...w, seen: Math.max(w.seen, last.get(w.address) ?? 0) })));
  draw();
});

at('save').addEventListener('click', async () => {
  const events = (await Promise.all(kept().map((w) => newest(w.address)))).flat();
  const manifest = await json('/feed/v1/receipts/addresses.json');
  const blob = new Blob([JSON.stringify({ watched: kept().map((w) => w.address), events, receipt: manifest }, null, 2)], { type: 'application/json' });
  const to = document.createElement('a');
  to.href = URL.createObjectURL(blob);
  to.download = 'watched.json';
  to.click();
  URL.revokeObjectURL(to.href);
});

draw();
