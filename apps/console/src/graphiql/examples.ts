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
  {
    query: `# Referrals that wait for an answer, the one due first on top.
# availableActions names the mutations open to you now.
query ReferralInbox {
  referralInbox(first: 20, states: [SENT, RECEIVED], orderBy: "DUE") {
    totalCount
    nodes {
      id
      number
      state
      urgency
      levelCode
      ageBand
      dueAt
      sender {
        name
      }
      availableActions
    }
  }
}
`,
  },
  {
    query: `# Foreseeable refusals are data: look at userErrors before the record.
# An idempotencyKey makes it safe to send this again.
mutation AcceptReferral($input: RecipientMoveInput!) {
  acceptReferral(input: $input) {
    referral {
      id
      state
      version
      availableActions
    }
    userErrors {
      code
      path
      message
      reason
    }
  }
}
`,
    variables: JSON.stringify(
      { input: { id: "referral_recipient_…", expectedVersion: 1, idempotencyKey: "accept-1" } },
      null,
      2,
    ),
  },
  {
    query: `# A revocation closes every packet under the consent at once, and cannot be undone (42 CFR 2.31).
mutation RevokeConsent($input: RevokeConsentInput!) {
  revokeConsent(input: $input) {
    consent {
      id
      state
      revokedAt
      version
      availableActions
    }
    userErrors {
      code
      path
      message
      reason
    }
  }
}
`,
    variables: JSON.stringify({ input: { id: "consent_…", expectedVersion: 1, idempotencyKey: "revoke-1" } }, null, 2),
  },
  {
    query: `# Programs of others near a place, nearest first.
query FindPrograms {
  directoryPrograms(first: 10, levelCodes: ["2.1"], nearPostalCode: "01103", withOpenings: true, othersOnly: true) {
    edges {
      distanceKm
      node {
        id
        organisationName
        programName
        city
        openings
        openingsConfirmedAt
      }
    }
  }
}
`,
  },
  {
    query: `# Stays in your programs. Details need client.details.read.
query Enrollments {
  enrollments(first: 20, states: [ADMITTED, ACTIVE, ON_LEAVE]) {
    nodes {
      id
      state
      firstSessionOn
      client {
        id
        details {
          givenName
          familyName
        }
      }
      program {
        name
        levelCode
      }
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
`,
  },
  {
    query: `# How this week stands for each client, the most worrying first, and the open sessions that fill what is missing.
query DoseRadar {
  doseRadar(first: 20) {
    nodes {
      risk
      forecast
      requiredMinutes
      deliveredMinutes
      comingMinutes
      shortfallMinutes
      canReach
      enrollment {
        id
        program {
          name
        }
      }
      makeUp {
        sessionId
        startsAt
        minutes
        telehealth
      }
    }
  }
}
`,
  },
  {
    query: `# What waits for your role, by the day it is due; link leads to its page in the console.
query WorkQueue {
  workQueue(first: 20) {
    nodes {
      id
      kind
      label
      dueAt
      overdue
      link
      availableActions
    }
  }
}
`,
  },
  {
    query: `# Who completed, by primary substance (TEDS SUB1), and the stays behind the number.
query CompletionBySubstance($from: LocalDate!, $to: LocalDate!) {
  completionRateReport(from: $from, to: $to, groupBy: [SUBSTANCE]) {
    formula
    total {
      numerator
      denominator
      value
    }
    groups {
      substance
      numerator
      denominator
      value
    }
    rows(part: NUMERATOR, first: 20) {
      nodes {
        id
        on
      }
    }
  }
}
`,
    variables: JSON.stringify({ from: "2026-01-01", to: "2027-01-01" }, null, 2),
  },
];
