import { Button, Container } from "@mantine/core";
import { LinkTo } from "../parts/link-to.tsx";
import { Nothing } from "../parts/loaded.tsx";

export function NotFound() {
  return (
    <Container size="sm" py="xl">
      <Nothing
        icon="search"
        title="There is no such page"
        text="The link may be incomplete, or the page may have moved."
        action={
          <Button component={LinkTo} to="/" variant="light">
            Go to the start
          </Button>
        }
      />
    </Container>
  );
}
