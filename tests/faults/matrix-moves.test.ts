import { moveAround, moveNames } from "./kit/lives";
import { matrix } from "./kit/matrix";

const hosts = ["cloudfront", "worker", "r2"] as const;

matrix({
  title: "moves of the policy host",
  dns: "cloudflare",
  names: moveNames(hosts),
  scenarios: (bench) => moveAround(bench, hosts),
  // What is made and what is taken away meets the same faults in the lives of the hosts; here they are met between two hosts.
  keeps: ({ fault }) => fault !== "fails for good" && fault !== "is slow",
});
