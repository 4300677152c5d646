/** Line icons drawn on a 20 x 20 grid; decoration only, so hidden from assistive technology. */
const paths = {
  home: "M3 9.2 10 3.5l7 5.7M5 8v8.5h10V8M8.2 16.5v-4.8h3.6v4.8",
  inbox: "M3 11.5 5.2 4h9.6L17 11.5v5H3v-5Zm0 0h4.2l1 2h3.6l1-2H17",
  sent: "M17.2 2.8 8.7 11.3M17.2 2.8l-5.4 14.4-3.1-5.9-5.9-3.1 14.4-5.4Z",
  programs: "M3 4h14v4H3V4Zm0 8h14v4H3v-4ZM6 6h.01M6 14h.01",
  clients: "M10 9.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4Zm-6.5 7.4c.4-3.4 3-5 6.5-5s6.1 1.6 6.5 5",
  enrollments: "M6 3.5h8a1.5 1.5 0 0 1 1.5 1.5v11.5h-11V5A1.5 1.5 0 0 1 6 3.5Zm1.8 4h4.4m-4.4 3h4.4m-4.4 3h2.4",
  mail: "M3 5h14v10.5H3V5Zm0 .6 7 5.4 7-5.4",
  settings: "M3 6h8m4 0h2M3 14h2m4 0h8M13 4v4M7 12v4",
  code: "m6.5 6-4 4 4 4m7-8 4 4-4 4m-2-10-3 12",
  bell: "M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8L5 13.5Zm3.4 3.3h3.2",
  sun: "M10 13.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM10 2v1.8m0 12.4V18M2 10h1.8m12.4 0H18M4.3 4.3l1.3 1.3m8.8 8.8 1.3 1.3m0-11.4-1.3 1.3m-8.8 8.8-1.3 1.3",
  moon: "M16.5 11.8A6.8 6.8 0 0 1 8.2 3.5a6.8 6.8 0 1 0 8.3 8.3Z",
  chevron: "m6.5 8 3.5 3.5L13.5 8",
  check: "m4 10.5 4 4 8-9",
  cross: "m5 5 10 10M15 5 5 15",
  clock: "M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm0-11v4.2l2.8 1.6",
  plus: "M10 4v12M4 10h12",
  search: "M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm4-1.5 4 4",
  alert: "M10 3.2 17.5 16h-15L10 3.2Zm0 4.8v3.6m0 2.2v.1",
  lock: "M5.5 9h9v7.5h-9V9Zm2-.2V6.5a2.5 2.5 0 0 1 5 0v2.3",
  back: "M16.5 10h-13m4.5-4.5L3.5 10 8 14.5",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      aria-hidden="true"
      focusable="false"
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={paths[name]} />
    </svg>
  );
}

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg aria-hidden="true" focusable="false" width={size} height={size} viewBox="0 0 32 32">
      <rect width="32" height="32" rx="8" fill="#0f766e" />
      <path d="M5 22 C10 10 22 10 27 22" fill="none" stroke="#fff" strokeWidth="2.6" strokeLinecap="round" />
      <path
        d="M4 22 H28 M11 15.2 V22 M16 13.2 V22 M21 15.2 V22"
        fill="none"
        stroke="#fff"
        strokeWidth="2"
        strokeLinecap="round"
      />
    </svg>
  );
}
