// A shop in TypeScript: every call and every answer has the types of openapi.yaml, under strict
// rules. TypeScriptClientIT compiles it and lets it pay at a gateway.
import type { components, paths } from "./api.js";

type Wallet = components["schemas"]["Wallet"];
type Order = components["schemas"]["Order"];

declare const process: { env: Record<string, string | undefined>; exitCode: number };

function setting(name: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name}: not set`);
  }
  return value;
}

function expect<T>(what: string, actual: T, expected: T): void {
  if (actual !== expected) {
    throw new Error(`${what}: ${String(actual)} (expected: ${String(expected)})`);
  }
}

type Json<R> = R extends { content: { "application/json": infer B } } ? B : never;
type Call<P extends keyof paths, M extends "get" | "post"> = NonNullable<paths[P][M]>;
type Answer<P extends keyof paths, M extends "get" | "post"> =
  Call<P, M> extends { responses: { 200: infer R } } ? Json<R> : never;
type Body<P extends keyof paths> =
  Call<P, "post"> extends { requestBody: infer B } ? Json<B> : never;
type Names<P extends keyof paths> = { [N in keyof paths[P]["parameters"]["path"]]: string };

/** A refused call, with the body that the document gives to every refusal. */
class Refused extends Error {
  constructor(
    readonly status: number,
    readonly body: components["schemas"]["Error"],
  ) {
    super(`${status} ${JSON.stringify(body)}`);
  }
}

async function send(method: string, path: string, names: object, body?: unknown): Promise<unknown> {
  const url = Object.entries(names).reduce(
    (all, [name, value]) => all.replace(`{${name}}`, encodeURIComponent(String(value))),
    path,
  );
  const reply = await fetch(setting("BATUA_URL") + url, {
    method,
    headers: {
      Authorization: `Basic ${btoa(`${setting("BATUA_KEY")}:`)}`,
      "Content-Type": "application/json",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await reply.json();
  if (!reply.ok) {
    throw new Refused(reply.status, answer as components["schemas"]["Error"]);
  }
  return answer;
}

async function get<P extends keyof paths>(path: P, names: Names<P>): Promise<Answer<P, "get">> {
  return (await send("GET", path, names)) as Answer<P, "get">;
}

async function post<P extends keyof paths>(
  path: P,
  names: Names<P>,
  body: Body<P>,
): Promise<Answer<P, "post">> {
  return (await send("POST", path, names, body)) as Answer<P, "post">;
}

/** The types know that only a linked wallet has a token. */
function tokenOf(wallet: Wallet): string {
  return wallet.linked ? wallet.token : noToken(wallet.token);
}

function noToken(none: null): never {
  throw new Error(`the wallet is not linked: ${String(none)}`);
}

/** A gateway is a number or absent, whatever the order's state. */
function gatewayOf(order: Order): number {
  return order.gateway_id ?? 0;
}

async function linkedWallet(customer: string): Promise<Wallet> {
  const created = await post(
    "/customers/{customer}/wallets",
    { customer },
    { gateway: "MOBIKWIK", command: "authenticate" },
  );
  expect("a new wallet is linked", created.linked, false);
  const linked = await post(
    "/wallets/{wallet}",
    { wallet: created.id },
    { command: "link", otp: "123456" },
  );
  if (!("wallet" in linked)) {
    throw new Error("a top-up was answered");
  }
  return linked;
}

async function refusal(call: Promise<unknown>): Promise<components["schemas"]["Error"]> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refused) {
      return error.body;
    }
    throw error;
  }
  throw new Error("nothing was refused");
}

/** What the compiler refuses: should a type become wider, the check fails. */
function refusedByTheCompiler(order: Order): void {
  // @ts-expect-error an id is no number
  const id: number = order.order_id;
  // @ts-expect-error an amount is a number
  const amount: string = order.amount;
  // @ts-expect-error there is no such status
  const isPaid: boolean = order.status === "PAID";
  // @ts-expect-error there is no such call
  const nowhere = () => get("/nowhere", {});
  // @ts-expect-error a wallet needs its gateway
  const bare = () => post("/customers/{customer}/wallets", { customer: "c" }, {});
  void [id, amount, isPaid, nowhere, bare];
}

async function shop(): Promise<void> {
  const run = setting("BATUA_RUN");
  const customer = await post(
    "/customers",
    {},
    { object_reference_id: `ts-${run}`, mobile_number: `9${run}` },
  );
  const wallet = await linkedWallet(customer.id);
  const listed = await get("/customers/{customer}/wallets", { customer: customer.id });
  expect("wallets", listed.total, 1);
  const id = `ts-${run}`;
  await post("/orders", {}, { order_id: id, amount: 109.55, customer_id: customer.id });
  const paid = await post(
    "/txns",
    {},
    {
      order_id: id,
      payment_method_type: "WALLET",
      payment_method: "MOBIKWIK",
      direct_wallet_token: tokenOf(wallet),
      format: "json",
    },
  );
  expect("payment", paid.status, "CHARGED");
  const status = await get("/orders/{order}", { order: id });
  expect("gateway", gatewayOf(status), 31);
  const refund = { unique_request_id: `r-${run}`, amount: 9.55 };
  const refunded = await post("/orders/{order}/refunds", { order: id }, refund);
  expect("refunded", refunded.amount_refunded, 9.55);
  const unknown = await refusal(get("/customers/{customer}", { customer: `${id}-nobody` }));
  expect("unknown customer", unknown.error_code, "object_not_found");
  const negative = await refusal(post("/orders", {}, { order_id: `${id}-2`, amount: "-1" }));
  expect("field", negative.error_info?.fields?.[0]?.field_name, "amount");
  refusedByTheCompiler(status);
  console.log("paid and refunded");
}

await shop();
