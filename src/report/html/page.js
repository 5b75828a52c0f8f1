'use strict';
// The findings as a table that sorts and filters, and each of them whole. All text from the data goes
// in as text, never as markup; a part of the rows is in the page at a time, so that many do not freeze it.
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const t = data.texts, all = data.findings, PAGE = 100;
  const byId = id => document.getElementById(id);
  const el = (name, attributes = {}, ...children) => {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key === 'class') node.className = value; else node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  };
  const hours = value => value.toLocaleString(data.locale, {minimumFractionDigits: 1, maximumFractionDigits: 1});
  const weight = {high: 2, medium: 1, low: 0};
  const keys = {
    rank: f => f.rank, severity: f => weight[f.severity], hours: f => f.expected,
    rule: f => f.rule, units: f => f.who.join(), finding: f => f.subject, rows: f => f.rows,
  };
  const body = byId('rows'), more = byId('more'), status = byId('status'), detail = byId('detail');
  let sort = 'rank', down = false, shown = PAGE, list = all;

  const row = f => {
    const link = el('a', {href: '#f' + f.rank}, f.subject || f.id);
    const tr = el('tr', {},
      el('td', {class: 'n'}, String(f.rank)),
      el('td', {class: f.severity}, t['severity-' + f.severity] + (f.status === 'new' ? '' : ' · ' + f.statusWord)),
      el('td', {class: 'n'}, hours(f.expected)),
      el('td', {}, f.rule),
      el('td', {}, f.who.slice(0, 3).join(t.comma) + (f.who.length > 3 ? ' +' + (f.who.length - 3) : '')),
      el('td', {class: 'mark'}, link, el('br'), f.message),
      el('td', {class: 'n'}, String(f.rows)));
    return tr;
  };
  const draw = () => {
    body.replaceChildren(...list.slice(0, shown).map(row));
    more.hidden = shown >= list.length;
    status.textContent = t.shown.replace('{0}', Math.min(shown, list.length)).replace('{1}', list.length).replace('{2}', all.length);
  };
  const apply = () => {
    const word = byId('filter').value.trim().toLowerCase();
    const severity = byId('severity').value, rule = byId('rule').value;
    list = all.filter(f => (!severity || f.severity === severity) && (!rule || f.rule === rule) &&
      (!word || f.text.includes(word)));
    const key = keys[sort], sign = down ? -1 : 1;
    list.sort((a, b) => {
      const x = key(a), y = key(b);
      return sign * (x < y ? -1 : x > y ? 1 : 0) || a.rank - b.rank;
    });
    draw();
  };
  for (const f of all) f.text = [f.id, f.subject, f.message, f.rule, ...f.units, ...f.bearers].join(' ').toLowerCase();
  for (const button of document.querySelectorAll('#findings-table th button')) {
    button.addEventListener('click', () => {
      const key = button.dataset.key;
      down = sort === key ? !down : key === 'hours' || key === 'severity' || key === 'rows';
      sort = key;
      for (const th of document.querySelectorAll('#findings-table th')) th.removeAttribute('aria-sort');
      button.closest('th').setAttribute('aria-sort', down ? 'descending' : 'ascending');
      apply();
    });
  }
  for (const id of ['filter', 'severity', 'rule']) byId(id).addEventListener('input', () => { shown = PAGE; apply(); });
  more.addEventListener('click', () => { const first = shown; shown += PAGE; draw(); const next = body.children[first]; if (next) next.querySelector('a').focus(); });

  const tree = f => {
    const nodes = f.cascade.map(() => el('li'));
    const root = el('ul', {class: 'tree'});
    f.cascade.forEach((node, place) => {
      nodes[place].append(`${node.date || ''} ${node.unit} ${node.title}` + (node.people ? ` (${hours(node.people)} ${t.people})` : ''));
      if (node.above === null) { root.append(nodes[place]); return; }
      let list = nodes[node.above].querySelector(':scope > ul');
      if (!list) { list = el('ul'); nodes[node.above].append(list); }
      list.append(nodes[place]);
    });
    return root;
  };
  const evidence = ([place, claimed], number) => {
    const r = data.rows[place];
    const list = el('dl', {}, el('dt', {}, t.sum), el('dd', {}, `${r.sum} = ${hours(r.hours)} h; ${t.claimed} ${hours(claimed)} h`));
    (r.cells || []).forEach((cell, column) => {
      if (cell !== '' && cell !== null) list.append(el('dt', {}, data.headers[r.headers][column]), el('dd', {}, cell));
    });
    return el('details', number < 3 ? {open: ''} : {}, el('summary', {}, `[${number + 1}] ${r.file}:${r.line} — ${hours(r.hours)} h`), list);
  };
  const open = () => {
    const match = /^#f(\d+)$/.exec(location.hash);
    const f = match && all.find(one => one.rank === Number(match[1]));
    detail.hidden = !f;
    if (!f) return;
    const part = (title, ...nodes) => [el('h3', {}, title), ...nodes];
    const ends = f.ends ? ` [${hours(f.ends[0])}–${hours(f.ends[1])} h]` : '';
    const sum = `${hours(f.avoidable)} h${ends} ${t.avoidable} (${hours(f.burden)} h) × ${f.confidence} = ${hours(f.expected)} h`;
    const rest = f.evidence.slice(50);
    const list = el('div', {}, ...f.evidence.slice(0, 50).map(evidence));
    if (rest.length) {
      const button = el('button', {class: 'more', type: 'button'}, `${t.more} ${rest.length}`);
      button.addEventListener('click', () => { button.replaceWith(...rest.map((one, n) => evidence(one, n + 50))); });
      list.append(button);
    }
    detail.replaceChildren(
      el('h2', {tabindex: '-1'}, `${f.rank}. ${f.subject}`), el('p', {}, f.message), el('p', {}, sum),
      el('dl', {}, el('dt', {}, t.rule), el('dd', {}, `${f.rule} — ${data.rules[f.rule].hours}`),
        el('dt', {}, t.remedy), el('dd', {}, f.remedy),
        el('dt', {}, t.imposers), el('dd', {}, f.units.join(t.comma)), el('dt', {}, t.bearers), el('dd', {}, f.bearers.concat(f.more_bearers || []).join(t.comma)),
        el('dt', {}, 'id'), el('dd', {}, f.id)),
      ...(f.cascade.length ? part(t.cascade, tree(f)) : []), ...part(t.evidence, list),
      el('p', {}, el('a', {href: '#findings'}, t.back)));
    detail.scrollIntoView();
    detail.querySelector('h2').focus({preventScroll: true});
  };
  addEventListener('hashchange', open);
  // A link to what is open already changes no address, and still leads there.
  addEventListener('click', event => {
    const link = event.target.closest('a[href^="#f"]');
    if (link && link.hash === location.hash) open();
  });
  apply();
  open();
})();
