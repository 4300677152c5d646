interface Named {
  details?: { givenName: string; familyName: string } | null;
}

/** A client's name, for those whose role includes it; others see that it is withheld, not that it is missing. */
export function PersonName({ of: { details } }: { of: Named }) {
  if (!details) return <span className="withheld">Name not part of your role</span>;
  return (
    <>
      {details.familyName}, {details.givenName}
    </>
  );
}
