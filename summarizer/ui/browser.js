// Our own script, the same for everybody: it never holds a word from a submission.
// 1. The page's language, and Swedish for the few words that Streamlit itself writes.
// 2. The reviewer's keys. Streamlit keeps R for itself, so the keys press the buttons here.
// 3. The marked words of an opened citation are scrolled into view.
document.documentElement.lang = window.samspel.lang;

if (!window.samspelStarted) {
  window.samspelStarted = true;

  const before = new WeakMap();  // a node → {what it said in English, what we put there}, to put back on an English page
  const swap = (key, now, put) => {
    const {lang, texts} = window.samspel;
    const known = before.get(key);
    if (lang !== 'sv') {
      if (known && known.swedish === now) put(known.english);
      return;
    }
    const limit = now.match(/^(\d+)MB per file(.*)$/);
    const [, first, rest] = now.match(/^(Help for |Page |Remove |[\w -]+: )(.*)$/) || [];  // "Fullscreen: the chart's name"
    const swedish = limit ? `Högst ${limit[1]} MB per fil${limit[2]}` : texts[now.trim()] || (texts[first] && texts[first] + rest);
    if (!swedish || swedish === now) return;
    before.set(key, {english: now, swedish});
    put(swedish);
  };
  const translate = () => {
    const own = document.querySelectorAll(
      '[data-testid^="stFileUploader"] *, [data-testid="stStatusWidget"] *, [role="listbox"] *, [data-testid="stPopoverBody"] *, '
      + '[data-testid="stSkipToContent"], [data-testid="stConnectionStatus"] *, [role="dialog"] *');
    for (const element of own) {
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) swap(node, node.textContent, (text) => { node.textContent = text; });
      }
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) {
        const attribute = element.getAttributeNode(name);
        if (attribute) swap(attribute, attribute.value, (text) => { attribute.value = text; });
      }
    }
    const mark = document.getElementById('belagg');
    if (mark && !mark.dataset.shown) {
      mark.dataset.shown = 'yes';
      const box = mark.closest('.kalltext');
      if (box) box.scrollTop = Math.max(0, mark.offsetTop - box.offsetTop - 60);
    }
  };
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; translate(); });
  }).observe(document.body, {childList: true, subtree: true});
  translate();

  // A key that comes while the page is being drawn waits for it: the buttons may still be those of the suggestion before.
  const STILL = '[data-testid="stApp"][data-test-script-state="notRunning"]';
  const LOOK_MS = 50;
  const LONGEST_MS = 5000;  // a click that draws nothing is not waited for any longer
  let turns = 0;  // of the page, between still and being drawn: on a busy machine a click is answered late
  new MutationObserver((seen) => { turns += seen.length; })
    .observe(document.body, {attributes: true, attributeFilter: ['data-test-script-state'], subtree: true});
  let clicked = {turns: -1, at: 0};
  const pressed = [];
  const placeOf = (letter) => document.querySelector(`.st-key-tangent_${CSS.escape(letter)}`);  // of its button, drawn or not yet
  const answered = () => turns !== clicked.turns || Date.now() - clicked.at > LONGEST_MS;
  let pressing = false;
  const press = () => {
    pressing = pressed.length > 0;
    if (!pressing) return;
    const place = placeOf(pressed[0]);
    const button = place?.querySelector('button');
    if (!place) {
      pressed.shift();  // the page was left
    } else if (button && document.querySelector(STILL) && answered()) {
      pressed.shift();
      if (!button.disabled) {
        clicked = {turns, at: Date.now()};
        button.click();
      }
    }
    setTimeout(press, LOOK_MS);
  };
  window.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const at = event.target;
    if (at.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(at.tagName)) return;
    if (document.querySelector('[role="dialog"]')) return;
    const letter = event.key.toLowerCase();
    if (!placeOf(letter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    pressed.push(letter);
    if (!pressing) press();
  }, true);
}
