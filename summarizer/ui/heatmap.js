// Senders by section and type: a table whose cells are buttons, shaded by their numbers. It is reached with the tab key once;
// the arrow keys go from cell to cell.
export default function ({data, parentElement, setTriggerValue}) {
  const root = parentElement.querySelector('.varmekarta');
  const told = JSON.stringify(data);
  if (root.told === told) return;
  root.told = told;
  const make = (tag, text, scope) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (scope) made.scope = scope;
    return made;
  };
  const cells = [];
  const cell = (row, kind, at, column) => {
    const number = row.numbers[column];
    const made = make('td');
    if (!number) {
      made.append(make('span', '0'));
      return made;
    }
    const button = make('button', String(number));
    button.type = 'button';
    button.setAttribute('aria-label', `${row.name}, ${kind}: ${number}`);
    button.style.setProperty('--andel', `${Math.round(100 * number / data.high)}%`);
    button.tabIndex = cells.length ? -1 : 0;
    button.onclick = () => setTriggerValue('cell', [row.id, data.types[column]]);
    cells.push({button, at, column});
    made.append(button);
    return made;
  };
  const table = make('table');
  const head = make('tr');
  head.append(make('th', data.corner, 'col'), ...data.kinds.map((kind) => make('th', kind, 'col')));
  const rows = data.rows.map((row, at) => {
    const made = make('tr');
    made.append(make('th', row.name, 'row'), ...data.kinds.map((kind, column) => cell(row, kind, at, column)));
    return made;
  });
  const top = make('thead');
  const body = make('tbody');
  top.append(head);
  body.append(...rows);
  table.setAttribute('aria-label', data.caption);
  table.append(top, body);
  root.replaceChildren(table);

  const steps = {ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1]};
  table.onkeydown = (event) => {
    const step = steps[event.key];
    const from = cells.find((known) => known.button === event.target);
    if (!step || !from) return;
    event.preventDefault();
    const ahead = cells.filter((known) => step[0]
      ? known.column === from.column && (known.at - from.at) * step[0] > 0
      : known.at === from.at && (known.column - from.column) * step[1] > 0);
    const far = (known) => Math.abs(known.at - from.at) + Math.abs(known.column - from.column);
    const to = ahead.sort((a, b) => far(a) - far(b))[0];
    if (to) to.button.focus();
  };
  table.addEventListener('focusin', (event) => {
    if (!cells.some((known) => known.button === event.target)) return;
    for (const known of cells) known.button.tabIndex = known.button === event.target ? 0 : -1;
  });
}
