/** Makes the heads of a table buttons that sort its rows: numbers from the largest, texts from the first. */
export function makeSortable(table: HTMLTableElement): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const isNumber = head.classList.contains('number');
      const sort = nextOrder(head.getAttribute('aria-sort'), isNumber);
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', sort);
      sortBy(table, column, isNumber, sort === 'ascending' ? 1 : -1);
    });
  });
}

function nextOrder(now: string | null, isNumber: boolean): 'ascending' | 'descending' {
  if (now === null) return isNumber ? 'descending' : 'ascending';
  return now === 'ascending' ? 'descending' : 'ascending';
}

function sortBy(table: HTMLTableElement, column: number, isNumber: boolean, sign: number): void {
  const body = table.tBodies[0];
  if (body === undefined) return;
  const cellOf = (row: HTMLTableRowElement): string => {
    const cell = row.cells[column];
    return cell?.dataset.sort ?? cell?.textContent ?? '';
  };
  const inOrder = new Intl.Collator('en', { numeric: true });
  const compare = (a: string, b: string): number =>
    isNumber ? Number(a) - Number(b) : inOrder.compare(a, b);
  body.append(...[...body.rows].sort((a, b) => sign * compare(cellOf(a), cellOf(b))));
}
