import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { runCommand } from "./index.ts";

let said = "";
let complained = "";
beforeEach(() => {
  said = complained = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((said += String(text)), true));
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((complained += String(text)), true));
});
afterEach(() => vi.restoreAllMocks());

const COMMANDS = ["migrate", "import", "create-organisation", "mailbox", "audit:verify", "demo", "journey", "bench"];

describe("the command line", () => {
  it("lists its commands, and tells more of each", async () => {
    expect(await runCommand([], {})).toBe(0);
    for (const name of COMMANDS) {
      expect(said).toMatch(new RegExp(`^  ${name} +\\S`, "m"));
      expect(await runCommand([name, "--help"], {})).toBe(0);
      expect(said).toContain(`causeway ${name}`);
    }
  });

  it.each([
    [["nothing"], /no command "nothing"/],
    [["toString"], /no command/],
    [["migrate"], /DATABASE_OWNER_URL is not set/],
    [["import", "--directory", "x"], /Both --directory and --codes/],
    [["import", "--nonsense"], /--nonsense/],
    [["create-organisation", "--name", "x"], /--owner-email/],
    [["mailbox"], /--to/],
    [["demo"], /--sign-ins/],
    [["journey", "--teds", "x"], /all of them, or none/],
    [["bench", "--rounds", "0.5"], /whole number/],
  ])("refuses %j with exit status 2 and what would be right", async (args, words) => {
    expect(await runCommand(args, {})).toBe(2);
    expect(complained).toMatch(words);
    expect(complained).not.toMatch(/^ {4}at /m);
    expect(said).toBe("");
  });

  it("ends with status 1 and words, without a stack and before anything is started, where a file is bad", async () => {
    const { folder } = inject("causewayRun");
    const file = async (name: string, content: string | Buffer) => {
      await writeFile(join(folder, name), content);
      return join(folder, name);
    };
    const codes = await file("codes.csv", "category_code,service_code,service_name\nSET,OIT,Intensive\n");
    const broken = await file("broken.gz", gzipSync("name1,".repeat(9000)).subarray(0, 40));
    const home = join(folder, "journey-home");
    for (const [directory, words] of [
      [join(folder, "none.csv"), /There is no directory file/],
      [codes, /lacks the column name1/],
      [broken, /gzip data ends early/],
    ] as const) {
      complained = "";
      const files = ["--directory", directory, "--codes", codes, "--teds", codes, "--people", codes];
      expect(await runCommand(["journey", ...files], { CAUSEWAY_HOME: home })).toBe(1);
      expect(complained).toMatch(words);
      expect(complained).not.toMatch(/^ {4}at /m);
      expect(await runCommand(["import", "--directory", directory, "--codes", codes], {})).toBe(1);
    }
    expect(existsSync(home)).toBe(false);
  });
});
