/** What exists in the emulated clouds before anything is deployed. */
export const zoneId = "Z0EXAMPLECOM";
export const accountId = "acc00000000000000000000000000001";
export const cloudflareZoneId = "c0ffee000000000000000000000000e1";
