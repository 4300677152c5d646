/** A small world as arrays, for tests of reports: what is in it points at other things of it by their place in the list. */
export interface History {
  readonly zone: string;
  /** Of this organisation. */
  readonly programs: readonly {
    readonly zone: string;
    readonly edition: string;
    readonly level: string;
    /** In the order in which they were recorded. */
    readonly capacities: readonly { readonly capacity: number; readonly from: string }[];
    readonly openedOn: string;
    readonly closedOn: string | null;
  }[];
  readonly clients: readonly {
    readonly substance: number | null;
    /** As told on days, each day once. */
    readonly told: readonly { readonly substance: number; readonly on: string }[];
    readonly voided: boolean;
    readonly coverages: readonly { readonly payer: number; readonly from: string; readonly to: string | null }[];
  }[];
  readonly episodes: readonly { readonly client: number; readonly openedOn: string }[];
  readonly stays: readonly HistoricStay[];
  readonly sessions: readonly { readonly program: number; readonly startsAt: string }[];
  readonly attendances: readonly { readonly stay: number; readonly session: number; readonly state: string }[];
  readonly weeks: readonly {
    readonly stay: number;
    readonly program: number;
    /** A Monday. */
    readonly from: string;
    readonly over: string;
    readonly required: number;
    readonly delivered: number;
    readonly status: string;
  }[];
  readonly stepDowns: readonly {
    readonly stay: number;
    readonly type: string;
    readonly to: number;
    readonly on: string;
    /** Corrected by the next one of the list. */
    readonly superseded: boolean;
  }[];
  readonly checkIns: readonly {
    readonly stay: number;
    readonly dueOn: string;
    readonly state: string;
    readonly completedAt: string | null;
  }[];
  readonly recipients: readonly HistoricRecipient[];
}

export interface HistoricStay {
  readonly client: number;
  readonly program: number;
  readonly episode: number;
  readonly voided: boolean;
  readonly requestedAt: string;
  readonly firstSessionOn: string | null;
  readonly discharge: { readonly on: string; readonly reason: number } | null;
  readonly admission: Readonly<Record<string, string | number | null>>;
  readonly answersAtDischarge: Readonly<Record<string, string | number | null>>;
  readonly placements: readonly {
    readonly program: number;
    readonly edition: string;
    readonly level: string;
    readonly from: string;
    readonly to: string | null;
    readonly superseded: boolean;
  }[];
}

export interface HistoricRecipient {
  readonly direction: "SENT" | "RECEIVED";
  /** Which of the two other organisations. */
  readonly partner: number;
  /** Sent: whom about. */
  readonly client: number;
  /** Received: to which program, and the stay that came of it. */
  readonly program: number;
  readonly stay: number | null;
  readonly level: string;
  readonly payer: number | null;
  readonly state: string;
  readonly sentAt: string;
  readonly respondedAt: string | null;
  readonly acceptedAt: string | null;
  readonly firstSessionOn: string | null;
  readonly acknowledgedAt: string | null;
}
