import { type ProviderPackage } from "../provider-package.js";

export const randomPackage: ProviderPackage = {
  name: "random",
  version: "4.21.2",
  types: {
    "random:index/randomId:RandomId": "random_id",
    "random:index/randomPet:RandomPet": "random_pet",
    "random:index/randomString:RandomString": "random_string",
  },
  invokes: {},
  autoNames: {},
  configProblems: () => [],
  settingsOf: () => ({ region: "" }),
};
