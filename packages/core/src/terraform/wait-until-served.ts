import type { ServedPolicy } from "./served-check";

/** What a POSIX shell runs until the policy is served. */
export interface WaitUntilServedCommand {
  /** The same for every policy: whatever differs is in the environment, where nothing has to be quoted. */
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The script. It fetches as a sender does: over TLS 1.2 or later, with a valid certificate, no redirect followed, and it is
 * content with exactly these bytes. The user's curl configuration is left out, proxies of the environment are not.
 *
 * No braces around variables: Terraform would take them for its own.
 */
const SCRIPT = `set -u
problem=''
deadline=$(($(date +%s) + MTA_STS_TIMEOUT))
dir=$(mktemp -d) || exit 1
trap 'rm -rf "$dir"' EXIT

digest() {
  if command -v sha256sum >/dev/null 2>&1; then sha256sum
  elif command -v shasum >/dev/null 2>&1; then shasum -a 256
  else openssl dgst -sha256
  fi
}

fetch() {
  : >"$dir/body"
  curl -q --silent --show-error --proto '=https' --tlsv1.2 --connect-timeout 10 --max-time 60 --max-filesize 65536 \\
    --suppress-connect-headers --dump-header "$dir/head" --output "$dir/body" "$MTA_STS_URL" || return 1
  status=$(awk '/^HTTP\\// { sub(/\\r/, ""); status = $2 } END { print status }' "$dir/head")
  if [ "$status" != 200 ]; then echo "the answer is $status"; return 1; fi
  if ! grep -i '^content-type: *text/plain' "$dir/head" >/dev/null; then echo 'it is not text/plain'; return 1; fi
  case $(digest <"$dir/body") in
    *"$MTA_STS_POLICY_ID"*) ;;
    *) echo 'it is another policy'; return 1 ;;
  esac
}

while ! problem=$(fetch 2>&1); do
  if [ "$(date +%s)" -ge "$deadline" ]; then
    echo "$MTA_STS_URL does not serve the policy after $MTA_STS_TIMEOUT s: $problem" >&2
    exit 1
  fi
  sleep 5
done
echo "$MTA_STS_URL serves the policy"
`;

/**
 * A command that ends when the policy is served at its URL (RFC 8461 §3.3), byte by byte, and fails after the timeout. It needs
 * `curl` 7.54 or later, and one of `sha256sum`, `shasum` and `openssl`.
 *
 * @param timeoutSeconds - Whole seconds. The last attempt begins 5 seconds after them at the latest, and takes a minute at most.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { waitUntilServedCommand } from "@mtasts/core/terraform";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const command: string = plan.ok
 *   ? waitUntilServedCommand({ url: plan.value.site.url, policyId: plan.value.policyId }, 600).command
 *   : "";
 */
export function waitUntilServedCommand(
  { url, policyId }: ServedPolicy,
  timeoutSeconds: number,
): WaitUntilServedCommand {
  // The id is half of the SHA-256, in which the script looks for it.
  const environment = { MTA_STS_URL: url, MTA_STS_POLICY_ID: policyId, MTA_STS_TIMEOUT: String(timeoutSeconds) };
  return { command: SCRIPT, environment };
}
