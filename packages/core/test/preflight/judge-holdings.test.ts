import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../src/issue";
import { judgeHoldings } from "../../src/preflight/judge-holdings";
import { judgePreflight } from "../../src/preflight/judge-preflight";
import { refusals } from "../../src/preflight/refusal";
import { first } from "../fixtures/existing-issues";
import { nothing, onCloudFront, planOf } from "../fixtures/preflight-issues";

const HIDDEN = "already, which DNS does not show, since another zone answers for the domain";

describe("judgeHoldings", () => {
  it("refuses each record in every mode, with the import, or the deletion where no import helps", () => {
    const issues = judgeHoldings([
      { role: "sts", name: "_mta-sts.example.com", type: "TXT", takeOver: "import it" },
      { role: "tlsRpt", name: "_smtp._tls.example.com", type: "CNAME" },
      { role: "host", name: "mta-sts.example.com", type: "A" },
      { role: "proof", name: "_token.mta-sts.example.com", type: "CNAME", takeOver: "import that" },
    ]);
    expect(issues.map(formatIssue)).toEqual([
      `dns: the zone holds a record of type TXT at _mta-sts.example.com ${HIDDEN}; import it (RFC 8461 §3.1) [txt-not-ours]`,
      `tlsRpt: the zone holds a record of type CNAME at _smtp._tls.example.com ${HIDDEN}; delete that record in the zone, and deploy again: the deployment creates its own (RFC 8460 §3) [tls-rpt-not-ours]`,
      `host: the zone holds a record of type A at mta-sts.example.com ${HIDDEN}; delete that record in the zone, and deploy again: the deployment creates its own (RFC 1034 §3.6.2) [host-name-taken]`,
      `host: the zone holds a record of type CNAME at _token.mta-sts.example.com ${HIDDEN}; import that (RFC 1034 §3.6.2) [host-name-taken]`,
    ]);
    expect(refusals(issues, { mode: "warn", strict: false })).toEqual(issues);
  });

  it("replaces what another zone shows of the same record", () => {
    const record = { texts: ["v=STSv1; id=20240101;"], aliases: [] };
    const holdings = [{ role: "sts", name: "_mta-sts.example.com", type: "TXT", takeOver: "import it" }] as const;
    const facts = { ...onCloudFront, plan: planOf(), seen: { ...nothing, record } };
    const lines = [first, { ...first, holdings }].map((setting) =>
      judgePreflight({ ...facts, setting }).map(formatIssue),
    );
    expect(lines).toEqual([
      [expect.stringContaining("v=STSv1; id=20240101;")],
      [expect.stringContaining("import it (RFC 8461 §3.1) [txt-not-ours]")],
    ]);
  });
});
