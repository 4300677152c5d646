import { Anchor, Button, Group, Text, Title, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "urql";
import { Loaded, Nothing } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { When } from "../parts/when.tsx";
import { MailboxDocument, type MailboxQuery } from "./mailbox.generated.ts";

type Mail = MailboxQuery["mailbox"][number];

export function MailboxPage() {
  const [result, ask] = useQuery({ query: MailboxDocument, requestPolicy: "network-only" });
  const [chosen, choose] = useState<string | null>(null);
  const again = () => ask({ requestPolicy: "network-only" });
  return (
    <Page
      title="Mailbox"
      lead="Mails that this installation would have sent. Without a mail server they stay here."
      actions={
        <Button variant="default" onClick={again} loading={result.stale}>
          Look again
        </Button>
      }
    >
      <Loaded result={result} retry={again}>
        {({ mailbox }) => {
          const mail = mailbox.find(({ id }) => id === chosen) ?? mailbox[0];
          return mail ? (
            <div className="mailbox">
              <ul className="surface surface-flush mail-list" aria-label="Mails">
                {mailbox.map(({ id, subject, to, sentAt }) => (
                  <li key={id}>
                    <UnstyledButton
                      className="notification"
                      w="100%"
                      aria-current={id === mail.id}
                      data-chosen={id === mail.id || undefined}
                      onClick={() => choose(id)}
                    >
                      <Text size="sm" fw={600} lineClamp={1}>
                        {subject}
                      </Text>
                      <Text size="xs" c="dimmed" lineClamp={1}>
                        To {to}, <When at={sentAt} form="relative" />
                      </Text>
                    </UnstyledButton>
                  </li>
                ))}
              </ul>
              <Letter mail={mail} />
            </div>
          ) : (
            <Nothing
              icon="mail"
              title="No mail yet"
              text="When somebody is invited or a referral moves, the mails about it appear here."
            />
          );
        }}
      </Loaded>
    </Page>
  );
}

function Letter({ mail }: { mail: Mail }) {
  return (
    <article className="surface" aria-label={mail.subject}>
      <Title order={2} mb={4}>
        {mail.subject}
      </Title>
      <Group gap="xs" mb="md">
        <Text size="sm" c="dimmed">
          From {mail.from} to {mail.to}, <When at={mail.sentAt} />
        </Text>
      </Group>
      <div className="letter">{withLinks(mail.text)}</div>
    </article>
  );
}

/** The plain text of a mail, its addresses made links as a mail program does. */
function withLinks(text: string) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, index) =>
    index % 2 === 1 ? (
      <Anchor key={index} href={part} inherit>
        {part}
      </Anchor>
    ) : (
      part
    ),
  );
}
