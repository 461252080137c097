// A warning before somebody's time signed in is over, which they can answer. Progressive enhancement only: without
// this file a form that is sent too late is kept, and comes back after they sign in.
const dialog = document.querySelector('[data-time-left]');
const WARN_BEFORE = 5 * 60 * 1000;
const LOOK_AGAIN = 15 * 1000;
const LEAST = 500;
const A_MINUTE = 60;

function watch() {
  const form = dialog.querySelector('form');
  let endsAt = Date.now() + Number(dialog.dataset.timeLeft) * 1000;
  let says = 'stay';
  let told = false; // of an end that no answer can move

  const show = (words) => {
    says = words;
    dialog.querySelectorAll('[data-when]').forEach((part) => { part.hidden = part.dataset.when !== words; });
    if (!dialog.open) dialog.showModal();
  };
  // What the server says counts: another tab may have gone on since.
  const ask = async (method, body) => {
    const answer = await fetch(form.action, { method, body, headers: { Accept: 'application/json' } });
    const { left, most } = await answer.json();
    endsAt = Date.now() + left * 1000;
    return { left: left * 1000, canStay: most - left > A_MINUTE };
  };
  const look = async () => {
    const next = () => endsAt - Date.now() - (dialog.open || told ? 0 : WARN_BEFORE);
    if (next() <= 0) {
      const { left, canStay } = await ask('GET').catch(() => ({ left: endsAt - Date.now(), canStay: true }));
      if (left <= 0) {
        show('over');
        return;
      }
      if (left > WARN_BEFORE) dialog.close();
      else if (!dialog.open && !told) {
        show(canStay ? 'stay' : 'end');
        told = !canStay;
      }
    }
    setTimeout(look, Math.min(LOOK_AGAIN, Math.max(next(), LEAST)));
  };
  const answer = async () => {
    if (says === 'stay') {
      const { left } = await ask('POST', new FormData(form)).catch(() => ask('GET')).catch(() => ({ left: 0 }));
      if (left <= 0) {
        show('over');
        return;
      }
    }
    dialog.close();
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    answer();
  });
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    answer();
  });
  look();
}

if (dialog && dialog.showModal) watch();
