import { writeFileSync } from "node:fs";
import process from "node:process";

/** What both programs publish: as many domains as the benchmark asks for, all in one zone. */
export const zoneId = "Z0EXAMPLECOM";
export const mx = ["mail.example.com", "*.example.net"];
export const rua = "mailto:tls-reports@example.org";

const count = Number(process.env.BENCH_DOMAINS ?? 1);
const numbers = Array.from({ length: count }, (_, i) => String(i + 1).padStart(4, "0"));
export const domains = numbers.map((number) => ({ name: `mail-${number}`, domain: `d${number}.example.com` }));

const usageFile = process.env.BENCH_USAGE;
if (usageFile !== undefined) {
  process.on("exit", () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    writeFileSync(
      usageFile,
      JSON.stringify({ peakMiB: maxRSS / 1024, cpuSeconds: (userCPUTime + systemCPUTime) / 1e6 }),
    );
  });
}
