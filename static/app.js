// Progressive enhancement only: every page works with this file missing.
import { initAll } from './vendor/govuk-frontend/govuk-frontend.min.js';

initAll();

// "Listen" reads a page aloud, in small parts. It uses only a voice that lives on the device, because some browsers'
// other voices send the text away. Without such a voice the button is not offered.
const WITH_PARTS = 'h1,h2,h3,h4,p,li,dt,dd';
const READ_ALOUD = `${WITH_PARTS},legend,caption,th,td,summary,.app-option__label,.app-rung__label,.govuk-label,.govuk-hint,figcaption`;
const NOT_READ = '[aria-hidden=true],.app-help,nav,details:not([open])>:not(summary),.govuk-visually-hidden,button';

// What an element says itself: all of it, or, where parts of it are read by themselves, what stands beside them.
function ownWords(element) {
  if (!element.querySelector(WITH_PARTS)) return element.innerText;
  return [...element.childNodes]
    .filter((node) => !node.matches || !(node.matches(`${WITH_PARTS},${NOT_READ}`) || node.querySelector(WITH_PARTS)))
    .map((node) => node.innerText ?? node.textContent)
    .join(' ');
}

function partsOf(root) {
  const parts = [];
  root.querySelectorAll(READ_ALOUD).forEach((element) => {
    if (element.closest(NOT_READ)) return;
    const text = ownWords(element).replace(/\s+/g, ' ').trim();
    if (text && text !== parts[parts.length - 1]) parts.push(text);
  });
  return parts;
}

function offerListening(synthesis) {
  const buttons = [...document.querySelectorAll('[data-listen]')];
  let reading = null;

  const voice = () => synthesis.getVoices().find((each) => each.localService && each.lang.startsWith('en'));
  const showOrHide = () => buttons.forEach((button) => { button.hidden = !voice(); });
  const stop = () => {
    synthesis.cancel();
    if (!reading) return;
    reading.setAttribute('aria-pressed', 'false');
    reading.querySelector('span').textContent = reading.dataset.label;
    reading = null;
  };
  const start = (button, root) => {
    reading = button;
    button.setAttribute('aria-pressed', 'true');
    button.querySelector('span').textContent = 'Stop reading';
    const parts = partsOf(root);
    parts.forEach((text, place) => {
      const utterance = new SpeechSynthesisUtterance(text);
      utterance.voice = voice();
      utterance.lang = utterance.voice.lang;
      utterance.rate = 0.9;
      if (place === parts.length - 1) utterance.onend = () => { if (reading === button) stop(); };
      synthesis.speak(utterance);
    });
  };

  showOrHide();
  synthesis.addEventListener?.('voiceschanged', showOrHide);
  window.addEventListener('pagehide', stop);
  buttons.forEach((button) => {
    button.dataset.label = button.querySelector('span').textContent;
    button.addEventListener('click', () => {
      const wasReading = reading === button;
      const root = document.getElementById(button.dataset.listen);
      stop();
      if (!wasReading && root) start(button, root);
    });
  });
}

if (window.speechSynthesis && 'SpeechSynthesisUtterance' in window) offerListening(window.speechSynthesis);

// Filters start closed on a small screen, so that what they found is near.
const filter = document.querySelector('[data-filter]');
if (filter && window.matchMedia('(max-width: 52em)').matches) filter.open = false;
