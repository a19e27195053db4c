/** A table as lines of text; numbers to the right. */
export function textTable(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const pad = (text: string, column: number) =>
    /^[\d.,%]+$/.test(text) ? text.padStart(widths[column] ?? 0) : text.padEnd(widths[column] ?? 0);
  const line = (cells: readonly string[]) => `  ${cells.map(pad).join('   ')}`.trimEnd();
  return [line(head), `  ${widths.map((width) => '─'.repeat(width)).join('───')}`, ...rows.map(line)];
}
