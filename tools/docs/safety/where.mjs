// Where an entry of the safety case holds: of an engine, hosts, and zones, what is left out is left open.
export const OWN = ["cloudfront", "worker", "r2"];
export const CLOUD = ["route53", "cloudflareDns"];
export const pulumi = { engine: "Pulumi" };
export const terraform = { engine: "Terraform" };
