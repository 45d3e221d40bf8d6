import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { planDeployment } from "../../src/plan";
import { waitUntilServedCommand } from "../../src/terraform/wait-until-served";
import { valueOf } from "../fixtures/expect-issues";

const { site, policyId } = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }));
const policy = { url: site.url, policyId };
const served = "HTTP/2 200\r\ncontent-type: text/plain\r\n\r\n";

let scratch = "";
beforeAll(() => {
  scratch = mkdtempSync(join(tmpdir(), "mtasts-wait-"));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

interface Answer {
  readonly head?: string;
  readonly body?: string;
  /** How many times curl fails before it answers. */
  readonly failures?: number;
}

/** Runs the command with a curl that answers like this, and with no other program that hashes than this one. */
function run({ head = served, body = site.body, failures = 0 }: Answer, digest = "sha256sum") {
  const folder = mkdtempSync(join(scratch, "run-"));
  const [bin, temporary] = [join(folder, "bin"), join(folder, "tmp")];
  for (const made of [bin, temporary]) mkdirSync(made);
  writeFileSync(join(folder, "head"), head);
  writeFileSync(join(folder, "body"), body);
  const curl = `#!/bin/sh
echo attempt >>'${folder}/attempts'
if [ "$(grep -c attempt '${folder}/attempts')" -le ${failures} ]; then echo 'curl: (6) Could not resolve host' >&2; exit 6; fi
while [ $# -gt 1 ]; do
  case $1 in --dump-header) head=$2 ;; --output) body=$2 ;; esac
  shift
done
[ "$1" = '${site.url}' ] || exit 3
cat '${folder}/head' >"$head"
cat '${folder}/body' >"$body"
`;
  writeFileSync(join(bin, "curl"), curl, { mode: 0o755 });
  writeFileSync(join(bin, "sleep"), "#!/bin/sh\n", { mode: 0o755 });
  for (const tool of ["awk", "cat", "date", "grep", "mktemp", "perl", "rm", digest]) {
    const { stdout } = spawnSync("/bin/sh", ["-c", `command -v ${tool}`], { encoding: "utf8" });
    if (stdout !== "") symlinkSync(stdout.trim(), join(bin, tool));
  }
  const { command, environment } = waitUntilServedCommand(policy, failures === 0 ? 0 : 60);
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", command], {
    env: { ...environment, PATH: bin, TMPDIR: temporary },
    encoding: "utf8",
  });
  return { status, output: stdout + stderr, left: readdirSync(temporary) };
}

const timedOut = `${site.url} does not serve the policy after 0 s: `;

describe("waitUntilServedCommand", () => {
  it("ends when the policy is served, and leaves nothing behind", () => {
    expect(run({})).toEqual({ status: 0, output: `${site.url} serves the policy\n`, left: [] });
  });

  it.each(["sha256sum", "shasum", "openssl"])("needs no other program that hashes than %s", (digest) => {
    expect(run({}, digest).status).toBe(0);
    expect(run({ body: `${site.body} ` }, digest).status).toBe(1);
  });

  it("tries again until it is", () => {
    expect(run({ failures: 3 })).toMatchObject({ status: 0, left: [] });
  });

  it.each<[string, Answer, string]>([
    ["a redirect", { head: served.replace("200", "301") }, "the answer is 301"],
    [
      "another status after an early hint",
      { head: `HTTP/2 103\r\n\r\n${served.replace("200", "403")}` },
      "the answer is 403",
    ],
    ["another type", { head: served.replace("plain", "html") }, "it is not text/plain"],
    ["the policy with other line ends", { body: site.body.replaceAll("\r\n", "\n") }, "it is another policy"],
    ["nothing", { body: "" }, "it is another policy"],
  ])("takes no %s", (_, answer, problem) => {
    expect(run(answer)).toEqual({ status: 1, output: `${timedOut}${problem}\n`, left: [] });
  });

  it("says what curl says", () => {
    const { command, environment } = waitUntilServedCommand({ ...policy, url: "https://policy.invalid/" }, 0);
    const { PATH } = process.env;
    const { status, stderr } = spawnSync("/bin/sh", ["-c", command], {
      env: { ...environment, PATH },
      encoding: "utf8",
    });
    expect(status).toBe(1);
    expect(stderr).toMatch(/^https:\/\/policy\.invalid\/ does not serve the policy after 0 s: curl: \(\d+\) /u);
  });

  it("holds nothing that Terraform would take for a template, and differs in its environment alone", () => {
    const { command, environment } = waitUntilServedCommand(policy, 600);
    expect(command).not.toMatch(/[$%]\{/u);
    expect(Object.keys(environment)).toEqual(["MTA_STS_URL", "MTA_STS_POLICY_ID", "MTA_STS_TIMEOUT"]);
    expect(waitUntilServedCommand({ ...policy, policyId: "0" }, 60).command).toBe(command);
  });
});
