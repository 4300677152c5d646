interface Example {
  query: string;
  variables?: string;
}

/** Operations to begin with, each in a tab of its own. A test holds them against the schema. */
export const EXAMPLES: readonly Example[] = [
  {
    query: `# Who is signed in, where, and what they may do there.
query WhoAmI {
  viewer {
    membership {
      displayName
      role
    }
    organisation {
      name
      timeZone
    }
    permissions
  }
}
`,
  },
];
