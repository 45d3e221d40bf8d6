/** What exists in the emulated clouds before anything is deployed. */
export const accountId = "acc00000000000000000000000000001";
export const cloudflareZoneId = "c0ffee000000000000000000000000e1";
export const route53ZoneId = "Z0EXAMPLECOM";
/** The name of a policy host that somebody else runs. */
export const externalTarget = "policies.hoster.example";
