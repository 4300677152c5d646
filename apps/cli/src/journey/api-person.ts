/** A refusal that a mutation answered as data. */
export interface UserError {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly reason: string | null;
}

export class Refused extends Error {
  readonly errors: readonly UserError[];

  constructor(operation: string, errors: readonly UserError[]) {
    super(
      `${operation} was refused: ${errors.map((e) => `${e.code}${e.reason ? ` (${e.reason})` : ""} ${e.path.join(".")} ${e.message}`).join("; ")}`,
    );
    this.name = "Refused";
    this.errors = errors;
  }

  get code(): string {
    return this.errors[0]?.code ?? "";
  }
}

type Data = Record<string, unknown>;

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { message: string; extensions?: { code?: string } }[];
}

interface MutationField {
  readonly name: string;
  readonly args: readonly { readonly type: { readonly ofType: { readonly name: string } } }[];
}

let inputTypes: Promise<ReadonlyMap<string, string>> | undefined;

/** Somebody at the public GraphQL API, with the cookies of a browser. Signs in again when the session has ended. */
export class ApiPerson {
  readonly #url: string;
  readonly #credentials: { email: string; password: string } | null;
  readonly #cookies = new Map<string, string>();
  #signingIn: Promise<void> | undefined;
  /** Requests sent by all, and time they took together in milliseconds. */
  static readonly sent = { requests: 0, milliseconds: 0 };

  constructor(url: string, credentials: { email: string; password: string } | null) {
    this.#url = url;
    this.#credentials = credentials;
  }

  /** The field of that name under `data`. @throws Error with the codes of the request's errors */
  async query<T = Data>(text: string, variables: Data = {}): Promise<T> {
    if (this.#credentials && this.#cookies.size === 0) await this.#signIn();
    let answer = await this.#send(text, variables);
    if (this.#credentials && answer.errors?.some((error) => error.extensions?.code === "UNAUTHENTICATED")) {
      this.#cookies.clear();
      await this.#signIn();
      answer = await this.#send(text, variables);
    }
    if (answer.errors) {
      const words = answer.errors.map((error) => `${error.extensions?.code ?? ""} ${error.message}`).join("; ");
      throw new Error(
        `the API answered an error to ${/\b(\w+)\s*\(/.exec(text.slice(text.indexOf("{")))?.[1] ?? "a query"}: ${words}`,
      );
    }
    return answer.data as T;
  }

  /**
   * Calls a mutation with its one input.
   * @param fields what to select of the payload, besides userErrors
   * @throws Refused with the userErrors, when there are any
   */
  async mutate<T = Data>(name: string, input: Data, fields: string): Promise<T> {
    const type = (await this.#inputTypes()).get(name);
    if (!type) throw new Error(`the API has no mutation ${name}`);
    const text = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { code message path reason } } }`;
    const data = await this.query<Record<string, T & { userErrors: UserError[] }>>(text, { input });
    const payload = data[name] as T & { userErrors: UserError[] };
    if (payload.userErrors.length > 0) throw new Refused(name, payload.userErrors);
    return payload;
  }

  /** A request beside GraphQL, as this person. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    if (this.#credentials && this.#cookies.size === 0) await this.#signIn();
    ApiPerson.sent.requests += 1;
    const cookie = this.#cookieHeader();
    return fetch(`${this.#url}${path}`, { ...init, headers: { ...(init.headers as Record<string, string>), cookie } });
  }

  /** Calls a mutation that takes no input. */
  async command<T = Data>(name: string, fields: string): Promise<T> {
    const text = `mutation { ${name} { ${fields} userErrors { code message path reason } } }`;
    const data = await this.query<Record<string, T & { userErrors: UserError[] }>>(text);
    const payload = data[name] as T & { userErrors: UserError[] };
    if (payload.userErrors.length > 0) throw new Refused(name, payload.userErrors);
    return payload;
  }

  /** The name of the input of each mutation, as the API itself says. */
  #inputTypes(): Promise<ReadonlyMap<string, string>> {
    inputTypes ??= this.#send(
      "{ __schema { mutationType { fields { name args { type { ofType { name } } } } } } }",
      {},
    ).then(({ data }) => {
      const { fields } = (data as { __schema: { mutationType: { fields: readonly MutationField[] } } }).__schema
        .mutationType;
      return new Map(fields.flatMap(({ name, args }) => (args[0] ? [[name, args[0].type.ofType.name] as const] : [])));
    });
    return inputTypes;
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async #signIn(): Promise<void> {
    this.#signingIn ??= this.#openSession().finally(() => (this.#signingIn = undefined));
    return this.#signingIn;
  }

  async #openSession(): Promise<void> {
    const text =
      "mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { code message path reason } } }";
    const { data, errors } = await this.#send(text, { input: this.#credentials });
    const refused = (data as { signIn?: { userErrors: UserError[] } } | undefined)?.signIn?.userErrors ?? [];
    if (errors) throw new Error(`signing in failed: ${errors.map((error) => error.message).join("; ")}`);
    if (refused.length > 0) throw new Refused("signIn", refused);
  }

  async #send(query: string, variables: Data): Promise<Answer> {
    const began = performance.now();
    const cookie = this.#cookieHeader();
    const response = await fetch(`${this.#url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(cookie ? { cookie } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name && value) this.#cookies.set(name, value);
      else if (name) this.#cookies.delete(name);
    }
    const answer = (await response.json()) as Answer;
    ApiPerson.sent.requests += 1;
    ApiPerson.sent.milliseconds += performance.now() - began;
    return answer;
  }
}
