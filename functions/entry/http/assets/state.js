/* Search, filters and sorting of the table of communes; the map of squares follows. Without it the table is plain. */
(() => {
  const form = document.getElementById('loc');
  const table = document.getElementById('don-vi');
  const count = document.getElementById('dem');
  if (!form || !table || !count) return;
  document.documentElement.classList.add('js');

  const FILTERS = ['state', 'type', 'time', 'review'];
  const body = table.tBodies[0];
  const heads = Array.from(table.tHead.rows[0].cells);
  const plain = count.textContent;
  const collator = new Intl.Collator('vi', { numeric: true });

  /** "Đăk Pơ" → "dak po". */
  const unaccented = (text) =>
    text
      .normalize('NFD')
      .replace(/[\u0300-\u036f]/g, '')
      .replace(/[đĐ]/g, 'd')
      .toLowerCase();

  const squares = {};
  for (const square of document.querySelectorAll('.map a.sq')) squares[square.href.split('/').pop()] = square;

  const rows = Array.from(body.rows).map((row) => {
    const code = row.cells[0].textContent.trim();
    return {
      row,
      square: squares[code],
      told: row.dataset.f.split('|'),
      text: unaccented(`${code} ${row.cells[1].textContent}`),
    };
  });

  let order = { column: 0, down: false };

  const asked = () => {
    const values = { q: unaccented(form.elements.q.value.trim()) };
    for (const name of FILTERS) values[name] = form.elements[name].value;
    return values;
  };

  const isShown = (entry, values) =>
    (values.q === '' || values.q.split(/\s+/).every((word) => entry.text.indexOf(word) >= 0)) &&
    FILTERS.every((name, index) => values[name] === '' || values[name] === entry.told[index]);

  function show() {
    const values = asked();
    const isFiltered = values.q !== '' || FILTERS.some((name) => values[name] !== '');
    let shown = 0;
    for (const entry of rows) {
      const hidden = !isShown(entry, values);
      if (!hidden) shown += 1;
      if (entry.row.hidden !== hidden) entry.row.hidden = hidden;
      if (entry.square) entry.square.classList.toggle('dim', hidden);
    }
    count.textContent = isFiltered ? `Hiện ${shown.toLocaleString('vi-VN')}/${plain.split(',')[0]}.` : plain;
    for (const button of document.querySelectorAll('[data-filter] button'))
      button.setAttribute('aria-pressed', String(isChosen(button.parentNode.dataset.filter)));
  }

  /** A day or an instant as text that sorts; everything else as it stands. */
  function keyOf(row, column) {
    const text = row.cells[column].textContent.trim();
    const day = /^(\d{2})\/(\d{1,2})\/(\d{4})(.*)$/.exec(text);
    return day ? day[3] + `0${day[2]}`.slice(-2) + day[1] + day[4] : text;
  }

  /** Empty cells stay last whichever way it goes; equal ones stay in the order of their codes. */
  function sort() {
    const direction = order.down ? -1 : 1;
    const keyed = rows.map((entry, index) => ({ entry, index, key: keyOf(entry.row, order.column) }));
    keyed.sort((left, right) => {
      if ((left.key === '') !== (right.key === '')) return left.key === '' ? 1 : -1;
      return direction * collator.compare(left.key, right.key) || left.index - right.index;
    });
    const fragment = document.createDocumentFragment();
    for (const { entry } of keyed) fragment.appendChild(entry.row);
    body.appendChild(fragment);
    markHeads();
  }

  function markHeads() {
    heads.forEach((head, index) => {
      if (index === order.column) head.setAttribute('aria-sort', order.down ? 'descending' : 'ascending');
      else head.removeAttribute('aria-sort');
    });
  }

  function remember() {
    const kept = new URLSearchParams();
    const values = { q: form.elements.q.value.trim() };
    for (const name of FILTERS) values[name] = form.elements[name].value;
    for (const name of Object.keys(values)) if (values[name] !== '') kept.set(name, values[name]);
    if (order.column !== 0 || order.down) kept.set('sort', (order.down ? '-' : '') + order.column);
    const text = kept.toString();
    history.replaceState(null, '', text === '' ? location.pathname + location.search : `#${text}`);
  }

  function recall() {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const name of ['q'].concat(FILTERS)) {
      form.elements[name].value = kept.get(name) || '';
      if (form.elements[name].selectedIndex === -1) form.elements[name].value = '';
    }
    const sorted = /^(-?)(\d+)$/.exec(kept.get('sort') || '0');
    const column = sorted ? Number(sorted[2]) : 0;
    const before = order;
    order = { column: column < heads.length ? column : 0, down: sorted !== null && sorted[1] === '-' };
    // Thousands of rows need not be moved to where they are.
    if (order.column === before.column && order.down === before.down) markHeads();
    else sort();
    show();
  }

  function change() {
    show();
    remember();
  }

  function isChosen(filter) {
    const [name, value] = filter.split('=');
    return form.elements[name].value === value;
  }

  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.textContent = '';
    head.appendChild(button);
    button.addEventListener('click', () => {
      order = { column, down: order.column === column && !order.down };
      sort();
      remember();
    });
  });

  for (const item of document.querySelectorAll('[data-filter]')) {
    const button = document.createElement('button');
    button.type = 'button';
    while (item.firstChild) button.appendChild(item.firstChild);
    item.appendChild(button);
    button.addEventListener('click', () => {
      const [name, value] = item.dataset.filter.split('=');
      form.elements[name].value = isChosen(item.dataset.filter) ? '' : value;
      change();
    });
  }

  let waiting;
  form.elements.q.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(change, 120);
  });
  form.addEventListener('change', change);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    change();
  });
  form.addEventListener('reset', () => setTimeout(change, 0));
  window.addEventListener('hashchange', recall);

  /** Names open towards the middle of the window, so that none is cut off. */
  const turn = ({ target }) => {
    if (!target.closest) return;
    const square = target.closest('.map a.sq');
    if (square) square.classList.toggle('left', square.getBoundingClientRect().left > window.innerWidth / 2);
  };
  document.addEventListener('mouseover', turn);
  document.addEventListener('focusin', turn);

  form.hidden = false;
  recall();
})();
