import { Button, Center, VisuallyHidden } from "@mantine/core";
import type { ReactNode } from "react";

export interface Column<Row> {
  head: string;
  /** Heads that only name what speaks for itself are kept for assistive technology. */
  hideHead?: boolean;
  number?: boolean;
  cell: (row: Row) => ReactNode;
}

interface LinesProps<Row> {
  label: string;
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  /** Without a frame of its own, inside a section. */
  bare?: boolean;
  more?: { has: boolean; busy: boolean; load: () => void };
}

/** A list as a real table. A row's link is its first cell's. */
export function Lines<Row extends { id: string }>({ label, rows, columns, bare, more }: LinesProps<Row>) {
  return (
    <>
      <div className={bare ? "surface-bare" : "surface surface-flush"}>
        <table className="lines">
          <caption>
            <VisuallyHidden>{label}</VisuallyHidden>
          </caption>
          <thead>
            <tr>
              {columns.map(({ head, hideHead, number }) => (
                <th key={head} scope="col" className={number ? "number" : undefined}>
                  {hideHead ? <VisuallyHidden>{head}</VisuallyHidden> : head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                {columns.map(({ head, cell, number }) => (
                  <td key={head} className={number ? "number" : undefined}>
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more?.has && (
        <Center mt="md">
          <Button variant="default" loading={more.busy} onClick={more.load}>
            Show more
          </Button>
        </Center>
      )}
    </>
  );
}
