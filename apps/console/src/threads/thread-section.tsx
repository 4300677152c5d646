import { Anchor, Button, FileButton, Group, NativeSelect, Stack, Text, Textarea, Title } from "@mantine/core";
import { useState } from "react";
import { useQuery } from "urql";
import { Icon } from "../parts/icons.tsx";
import { ErrorNotice } from "../parts/loaded.tsx";
import { Section } from "../parts/page.tsx";
import { Problem } from "../parts/problem.tsx";
import { useAct } from "../parts/use-act.ts";
import { When } from "../parts/when.tsx";
import { dataCategory, documentState } from "../words.ts";
import {
  PostReferralMessageDocument,
  ReceivedThreadDocument,
  SentThreadDocument,
  type ExchangeFragment,
} from "./thread.generated.ts";
import { uploadDocument } from "./upload.ts";

interface ThreadSectionProps {
  /** Of the recipient's part; the same for both sides. */
  partId: string;
  side: "sent" | "received";
  /** Of the other organisation. */
  other: string;
  /** What a document may be about. */
  categories: readonly string[];
}

/** What the two organisations say and hand to each other. Opening is an act: each reading of the other's words may be a disclosure. */
export function ThreadSection({ partId, side, other, categories }: ThreadSectionProps) {
  const [asked, setAsked] = useState(false);
  const options = { variables: { id: partId }, requestPolicy: "network-only" as const };
  const [sent, askSent] = useQuery({ ...options, query: SentThreadDocument, pause: !asked || side !== "sent" });
  const [received, askReceived] = useQuery({
    ...options,
    query: ReceivedThreadDocument,
    pause: !asked || side !== "received",
  });
  const { error, fetching } = side === "sent" ? sent : received;
  const node = sent.data?.node;
  const thread =
    side === "received" ? received.data?.receivedReferral?.thread : node && "thread" in node && node.thread;
  const again = () => (side === "sent" ? askSent : askReceived)({ requestPolicy: "network-only" });
  return (
    <Section title={`Messages with ${other}`}>
      {error && <ErrorNotice error={error} />}
      {asked && thread ? (
        <Exchange thread={thread} partId={partId} other={other} categories={categories} again={again} />
      ) : (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed" maw={440}>
            Messages and documents. Those of a sender open as its packet does, and each reading is kept.
          </Text>
          <Button
            variant="light"
            leftSection={<Icon name="lock" />}
            loading={fetching}
            onClick={() => (asked ? again() : setAsked(true))}
            style={{ flexShrink: 0 }}
          >
            Open the messages
          </Button>
        </Group>
      )}
    </Section>
  );
}

interface ExchangeProps {
  thread: ExchangeFragment;
  partId: string;
  other: string;
  categories: readonly string[];
  again: () => void;
}

function Exchange({ thread, partId, other, categories, again }: ExchangeProps) {
  const { act, busy, problem } = useAct();
  const [text, setText] = useState("");
  const { documents, messages, side } = thread;
  const notice = [...messages.nodes, ...documents].find((one) => one.notice)?.notice;
  const post = async () => {
    const input = { referralRecipientId: partId, text, idempotencyKey: crypto.randomUUID() };
    if (!(await act("post", PostReferralMessageDocument, { input }))) return;
    setText("");
    again();
  };
  return (
    <Stack gap="md">
      {notice && (
        <p className="notice" role="note">
          {notice}
        </p>
      )}
      {messages.nodes.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing was written that you may read.
        </Text>
      )}
      {messages.nodes.map((message) => (
        <div key={message.id}>
          <Text size="xs" c="dimmed">
            {message.side === side ? (message.writtenBy ?? "Your organisation") : other},{" "}
            <When at={message.createdAt} />
          </Text>
          <Text size="sm" style={{ whiteSpace: "pre-wrap", overflowWrap: "anywhere" }}>
            {message.text}
          </Text>
        </div>
      ))}
      {thread.canWrite && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void post();
          }}
        >
          <Stack gap="xs">
            <Textarea
              label="Message"
              maxLength={4000}
              autosize
              minRows={2}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Problem text={problem} />
            <Group>
              <Button type="submit" variant="light" loading={busy === "post"}>
                Send the message
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      {documents.length > 0 && (
        <div>
          <Title order={3} size="sm" mb={6}>
            Documents
          </Title>
          {documents.map((document) => (
            <Group key={document.id} justify="space-between" gap="xs">
              {document.downloadPath ? (
                <Anchor href={document.downloadPath} download size="sm" style={{ overflowWrap: "anywhere" }}>
                  {document.name}
                </Anchor>
              ) : (
                <Text size="sm">{document.name}</Text>
              )}
              <Text size="xs" c="dimmed">
                {dataCategory(document.category)}, {Math.ceil(document.bytes / 1024)} KiB,{" "}
                {documentState(document.state)}
              </Text>
            </Group>
          ))}
        </div>
      )}
      {thread.canWrite && <HandOver partId={partId} categories={categories} done={again} />}
    </Stack>
  );
}

function HandOver({ partId, categories, done }: { partId: string; categories: readonly string[]; done: () => void }) {
  const [category, setCategory] = useState(categories[0] ?? "");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const give = async (file: File | null) => {
    if (!file) return;
    setBusy(true);
    setProblem(await uploadDocument(partId, category, file));
    setBusy(false);
    done();
  };
  return (
    <Stack gap="xs">
      <Group align="flex-end">
        <NativeSelect
          label="A document about"
          value={category}
          onChange={(event) => setCategory(event.currentTarget.value)}
          data={categories.map((value) => ({ value, label: dataCategory(value) }))}
        />
        <FileButton onChange={(file) => void give(file)} accept=".pdf,.png,.jpg,.jpeg,.tif,.tiff,.docx,.txt">
          {(props) => (
            <Button {...props} variant="default" loading={busy}>
              Hand over a file
            </Button>
          )}
        </FileButton>
      </Group>
      <Problem text={problem} />
    </Stack>
  );
}
