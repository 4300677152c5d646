import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from "@tanstack/react-router";
import { NotFound } from "./shell/not-found.tsx";
import { Shell } from "./shell/shell.tsx";
import { SignInPage } from "./sign-in/sign-in.page.tsx";

const optional = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** Only a path of our own: a link must not send someone who signs in to another site. */
const ownPath = (value: unknown): string | undefined => {
  const path = optional(value);
  return path !== undefined && /^\/(?![/\\])/.test(path) ? path : undefined;
};

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  component: SignInPage,
  validateSearch: (search) => ({ next: ownPath(search.next) }),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(() => import("./account/invitation.page.tsx"), "InvitationPage"),
});
const passwordReset = createRoute({
  getParentRoute: () => root,
  path: "/password-reset",
  component: lazyRouteComponent(() => import("./account/password-reset.page.tsx"), "PasswordResetPage"),
});

const shell = createRoute({ getParentRoute: () => root, id: "shell", component: Shell });

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  component: lazyRouteComponent(() => import("./home/home.page.tsx"), "HomePage"),
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/inbox",
  component: lazyRouteComponent(() => import("./inbox/inbox.page.tsx"), "InboxPage"),
  validateSearch: (search) => ({ state: optional(search.state), urgency: optional(search.urgency) }),
});
const received = createRoute({
  getParentRoute: () => shell,
  path: "/inbox/$id",
  component: lazyRouteComponent(() => import("./inbox/received.page.tsx"), "ReceivedPage"),
});
const referrals = createRoute({
  getParentRoute: () => shell,
  path: "/referrals",
  component: lazyRouteComponent(() => import("./referrals/referrals.page.tsx"), "ReferralsPage"),
  validateSearch: (search) => ({ state: optional(search.state) }),
});
const send = createRoute({
  getParentRoute: () => shell,
  path: "/referrals/new",
  component: lazyRouteComponent(() => import("./send/send.page.tsx"), "SendPage"),
  validateSearch: (search) => ({ client: optional(search.client) }),
});
const referral = createRoute({
  getParentRoute: () => shell,
  path: "/referrals/$id",
  component: lazyRouteComponent(() => import("./referrals/referral.page.tsx"), "ReferralPage"),
});
const programs = createRoute({
  getParentRoute: () => shell,
  path: "/programs",
  component: lazyRouteComponent(() => import("./programs/programs.page.tsx"), "ProgramsPage"),
});
const program = createRoute({
  getParentRoute: () => shell,
  path: "/programs/$id",
  component: lazyRouteComponent(() => import("./programs/program.page.tsx"), "ProgramPage"),
});
const clients = createRoute({
  getParentRoute: () => shell,
  path: "/clients",
  component: lazyRouteComponent(() => import("./clients/clients.page.tsx"), "ClientsPage"),
});
const client = createRoute({
  getParentRoute: () => shell,
  path: "/clients/$id",
  component: lazyRouteComponent(() => import("./clients/client.page.tsx"), "ClientPage"),
});
const enrollments = createRoute({
  getParentRoute: () => shell,
  path: "/enrollments",
  component: lazyRouteComponent(() => import("./clients/enrollments.page.tsx"), "EnrollmentsPage"),
  validateSearch: (search) => ({ state: optional(search.state) }),
});
const mailbox = createRoute({
  getParentRoute: () => shell,
  path: "/mailbox",
  component: lazyRouteComponent(() => import("./mailbox/mailbox.page.tsx"), "MailboxPage"),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(() => import("./settings/settings.page.tsx"), "SettingsPage"),
});
const graphiql = createRoute({
  getParentRoute: () => shell,
  path: "/graphiql",
  component: lazyRouteComponent(() => import("./graphiql/graphiql.page.tsx"), "GraphiqlPage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    signIn,
    invitation,
    passwordReset,
    shell.addChildren([
      home,
      inbox,
      received,
      referrals,
      send,
      referral,
      programs,
      program,
      clients,
      client,
      enrollments,
      mailbox,
      settings,
      graphiql,
    ]),
  ]),
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
