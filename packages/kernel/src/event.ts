/**
 * Something that happened. Carries ids only, never personal data: events reach webhooks,
 * logs and queues.
 */
export interface DomainEvent {
  /** Past tense, `referral.accepted`. */
  readonly type: string;
  /** The record it is about. */
  readonly subjectId: string;
  /** Ids of other records, by role: `{ referralId, recipientOrganisationId }`. */
  readonly refIds: Readonly<Record<string, string>>;
  /**
   * Organisations that may hear of it besides the actor's own. Only the parties of the record.
   */
  readonly audience?: readonly string[];
}

/** An event as stored and relayed. */
export interface RecordedEvent extends DomainEvent {
  readonly id: string;
  readonly organisationId: string;
  readonly audience: readonly string[];
  readonly occurredAt: Date;
}
