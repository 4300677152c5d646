import { ConsentResolver } from "./consent/consent.resolver.ts";
import { NodeResolver } from "./graphql/node.resolver.ts";
import { AccountResolver } from "./identity/account.resolver.ts";
import { ApiClientResolver } from "./identity/api-client.resolver.ts";
import { AuditResolver } from "./identity/audit.resolver.ts";
import { EventResolver } from "./identity/event.resolver.ts";
import { MemberResolver } from "./identity/member.resolver.ts";
import { OrganisationResolver } from "./identity/organisation.resolver.ts";
import { SessionResolver } from "./identity/session.resolver.ts";
import { MessageResolver } from "./messaging/message.resolver.ts";
import { DeadLetterResolver } from "./queue/dead-letter.resolver.ts";
import { WebhookResolver } from "./webhooks/webhook.resolver.ts";
import { InboxResolver } from "./referrals/inbox.resolver.ts";
import { ReferralRecipientResolver, ReferralResolver } from "./referrals/referral.resolver.ts";

/** Every resolver, one line each. */
export const resolvers = [
  //
  NodeResolver,
  SessionResolver,
  AccountResolver,
  OrganisationResolver,
  MemberResolver,
  ApiClientResolver,
  AuditResolver,
  ConsentResolver,
  ReferralResolver,
  ReferralRecipientResolver,
  InboxResolver,
  EventResolver,
  MessageResolver,
  DeadLetterResolver,
  WebhookResolver,
] as const;
