import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { Icon } from "../parts/icons.tsx";

export function ColourSchemeToggle() {
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme("light");
  const next = now === "light" ? "dark" : "light";
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={`Use ${next} colours`}
      onClick={() => setColorScheme(next)}
    >
      <Icon name={next === "dark" ? "moon" : "sun"} />
    </ActionIcon>
  );
}
