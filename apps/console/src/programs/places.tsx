import { Progress, Text } from "@mantine/core";

interface Placed {
  capacity: number;
  placesHeld: number;
  openings: number;
}

export function Places({ program: { capacity, placesHeld, openings } }: { program: Placed }) {
  return (
    <div style={{ minWidth: 130 }}>
      <Text size="sm">
        <b>{openings}</b> open of {capacity}
      </Text>
      <Progress
        value={capacity === 0 ? 0 : (100 * placesHeld) / capacity}
        size={5}
        mt={4}
        color={openings === 0 ? "orange" : "teal"}
        aria-label={`${placesHeld} of ${capacity} places held`}
      />
    </div>
  );
}
