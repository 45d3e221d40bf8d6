/** What both programs publish: as many domains as the benchmark asks for, all in one zone. */
export const zoneId = "Z0EXAMPLECOM";
export const mx = ["mail.example.com", "*.example.net"];
export const rua = "mailto:tls-reports@example.org";

/** The names of the constructs, and their domains. */
export function domainsOf(count) {
  const numbers = Array.from({ length: count }, (_, i) => String(i + 1).padStart(4, "0"));
  return numbers.map((number) => ({ name: `mail-${number}`, domain: `d${number}.example.com` }));
}
