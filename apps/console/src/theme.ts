import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from "@mantine/core";

const teal: MantineColorsTuple = [
  "#eefbf8",
  "#dcf3ee",
  "#b6e6dc",
  "#8bd8c9",
  "#5fc4b2",
  "#36a594",
  "#17877a",
  "#0f6e65",
  "#0c5a53",
  "#0a4843",
];

/** Warm greys: calmer over a long day than pure ones. */
const gray: MantineColorsTuple = [
  "#f8f8f6",
  "#f1f1ee",
  "#e6e6e2",
  "#d8d8d3",
  "#c3c3bd",
  "#a5a59f",
  "#75756f",
  "#55554f",
  "#3a3a36",
  "#232320",
];

export const theme = createTheme({
  primaryColor: "teal",
  primaryShade: 7,
  colors: { teal, gray },
  defaultRadius: "md",
  fontFamily: '"Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  headings: {
    fontWeight: "600",
    sizes: { h1: { fontSize: "1.5rem", lineHeight: "1.3" }, h2: { fontSize: "1.05rem", lineHeight: "1.4" } },
  },
  autoContrast: true,
  focusRing: "auto",
  cursorType: "pointer",
});

/** Dimmed text that keeps 4.5:1 on the page's ground, in both schemes. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "#fbfbf9",
    "--mantine-color-dimmed": "#62625c",
    "--causeway-surface": "#ffffff",
    "--causeway-line": "#e6e6e2",
  },
  dark: {
    "--mantine-color-body": "#191a1a",
    "--mantine-color-dimmed": "#a3a6a6",
    "--causeway-surface": "#212323",
    "--causeway-line": "#343737",
  },
});
