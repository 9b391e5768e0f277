// Headings and sentences with their citations as small numbered buttons: one element for a whole account, drawn by hand, since
// hundreds of buttons of Streamlit's own take seconds. Every text is set as text, never read as HTML.
export default function ({data, parentElement, setTriggerValue}) {
  const root = parentElement.querySelector('.pastaenden');
  const make = (tag, name, text) => {
    const made = document.createElement(tag);
    made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const button = (text, press) => {
    const made = make('button', 'belagg', text);
    made.type = 'button';
    made.onclick = press;
    return made;
  };
  const row = (numbers, rest) => {
    const group = make('div', 'belaggen');
    group.setAttribute('role', 'group');
    group.setAttribute('aria-label', data.label);
    const cite = (number) => {
      const made = button(String(number), () => setTriggerValue('pressed', number));
      made.dataset.number = number;
      return made;
    };
    const late = numbers.slice(data.first);
    const hidden = rest && !late.includes(data.open) ? late : [];
    group.append(...numbers.slice(0, numbers.length - hidden.length).map(cite));
    if (hidden.length) {
      const more = button(rest, () => {
        const shown = hidden.map(cite);
        more.replaceWith(...shown);
        press(root.dataset.open);
        shown[0].focus();
      });
      group.append(more);
    }
    return group;
  };
  const press = (open) => {
    root.dataset.open = open;
    for (const made of root.querySelectorAll('[data-number]')) {
      made.setAttribute('aria-pressed', String(made.dataset.number === String(open)));
    }
  };
  const draw = (piece) => {
    if (piece.card) return [box('kort', piece.card)];
    if (piece.columns) {
      const both = make('div', 'sidor');
      both.append(...piece.columns.map((side) => box('sida', side)));
      return [both];
    }
    if (piece.tag) return [make(piece.tag, piece.tag === 'p' ? 'fakta' : '', piece.text)];
    return piece.claims.flatMap((claim) => [
      ...(claim.text ? [make('p', 'pastaende', claim.text)] : []),
      ...(claim.numbers.length ? [row(claim.numbers, claim.rest)] : []),
      ...(claim.check ? [make('p', 'kontroll', claim.check)] : []),
    ]);
  };
  const box = (name, pieces) => {
    const made = make('div', name);
    made.append(...pieces.flatMap(draw));
    return made;
  };
  const told = JSON.stringify([data.pieces, data.label]);
  if (root.told !== told) {  // else only which one is pressed has changed, and the focus stays where it is
    root.told = told;
    root.replaceChildren(...data.pieces.flatMap(draw));
  }
  press(data.open ?? '');
}
