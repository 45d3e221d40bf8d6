import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ProviderError } from "../../errors.js";
import { type Context, type ResourceType } from "../../resource-type.js";
import { computed, optional, optionalComputed, required, type Schema } from "../../schema.js";
import { type ScriptInput, type WorkerScript } from "../../services/cloudflare/workers.js";
import { type Attributes, blocks, isAbsent, optionalText, text, texts, UNKNOWN } from "../../value.js";
import { type Problem } from "../../validate.js";
import { given, idParts, requesting, time } from "./attributes.js";

/** Settings that the API keeps and that change nothing about what is served here. */
const settings: Schema = {
  annotations: optionalComputed("block", {
    nested: { workers_message: optional("string"), workers_tag: optional("string") },
  }),
  logpush: optional("bool", { default: false }),
  observability: optional("block", {
    nested: {
      enabled: required("bool"),
      head_sampling_rate: optional("number"),
      logs: optional("block", {
        nested: {
          enabled: required("bool"),
          head_sampling_rate: optional("number"),
          invocation_logs: required("bool"),
          persist: optional("bool"),
        },
      }),
    },
  }),
  usage_model: optional("string", { default: "standard" }),
};

export const cloudflareWorkersScript: ResourceType = {
  type: "cloudflare_workers_script",
  schema: {
    ...settings,
    account_id: required("string", { forceNew: true }),
    bindings: optionalComputed("blocks", {
      nested: {
        json: optional("string"),
        name: required("string"),
        text: optional("string"),
        type: required("string"),
      },
    }),
    body_part: optional("string", { local: true }),
    compatibility_date: optional("string", { default: "" }),
    compatibility_flags: optionalComputed("set"),
    content: optional("string"),
    content_file: optional("string", { local: true }),
    content_sha256: optional("string"),
    content_type: optional("string", { local: true }),
    created_on: computed("string"),
    etag: computed("string"),
    handlers: computed("list"),
    has_assets: computed("bool"),
    has_modules: computed("bool"),
    keep_bindings: optional("set", { local: true }),
    main_module: optional("string", { local: true }),
    modified_on: computed("string"),
    script_name: required("string", { forceNew: true }),
    startup_time_ms: computed("number"),
  },
  check: checkContent,
  unsettled: () => ["etag", "modified_on", "startup_time_ms"],
  async create(context, planned) {
    await upload(context, planned);
    return text(planned, "script_name");
  },
  read({ cloudflare }, id, state) {
    const script = cloudflare.scripts.find(id);
    const account = text(state, "account_id");
    return script?.accountId === account ? attributesOf(script, state) : undefined;
  },
  async update(context, _id, { planned }) {
    await upload(context, planned);
    return undefined;
  },
  async delete({ cloudflare }, id, state) {
    await requesting(() => {
      cloudflare.scripts.delete(text(state, "account_id"), id);
    });
  },
  importState(id) {
    const state = idParts(id, ["account_id", "script_name"]);
    return state && { id: text(state, "script_name"), state };
  },
};

function checkContent(config: Attributes): readonly Problem[] {
  const has = (name: string): boolean => !isAbsent(config[name]);
  if (has("content") && has("content_file")) {
    return [{ path: ["content"], message: 'Attribute "content_file" cannot be specified when "content" is specified' }];
  }
  if (has("content_file") && !has("content_sha256")) {
    const message = 'Attribute "content_sha256" must be specified when "content_file" is specified';
    return [{ path: ["content_file"], message }];
  }
  if (has("main_module") && has("body_part")) {
    const message = "These attributes cannot be configured together: [main_module,body_part]";
    return [{ path: ["main_module"], message }];
  }
  return [];
}

async function upload({ cloudflare }: Context, planned: Attributes): Promise<void> {
  const input: ScriptInput = {
    content: contentOf(planned),
    compatibilityFlags: texts(planned, "compatibility_flags"),
    bindings: blocks(planned, "bindings"),
    settings: settingsOf(planned),
    ...given<Pick<ScriptInput, "mainModule" | "bodyPart" | "compatibilityDate">>({
      mainModule: optionalText(planned, "main_module"),
      bodyPart: optionalText(planned, "body_part"),
      compatibilityDate: optionalText(planned, "compatibility_date"),
    }),
  };
  const name = text(planned, "script_name");
  await requesting(() => cloudflare.scripts.put(text(planned, "account_id"), name, input));
}

function settingsOf(planned: Attributes): Attributes {
  const names = Object.keys(settings).filter((name) => planned[name] !== UNKNOWN);
  return Object.fromEntries(names.map((name) => [name, planned[name]]));
}

function contentOf(planned: Attributes): string {
  const file = optionalText(planned, "content_file");
  const content = file === undefined ? text(planned, "content") : readFileSync(file, "utf8");
  const expected = optionalText(planned, "content_sha256");
  if (expected !== undefined && expected !== sha256(content)) {
    throw new ProviderError(`expected content_sha256 to be ${sha256(content)}, got ${expected}`);
  }
  return content;
}

/** PROVIDER cloudflare 5: the content is read back, as text or by its hash, so that an edit shows. */
function attributesOf(script: WorkerScript, state: Attributes): Attributes {
  const { content, bindings = [], compatibilityDate = "", compatibilityFlags = [] } = script;
  const fromFile = optionalText(state, "content_file") !== undefined;
  const hashed = optionalText(state, "content_sha256") !== undefined;
  return {
    ...script.settings,
    account_id: script.accountId,
    bindings,
    compatibility_date: compatibilityDate,
    compatibility_flags: compatibilityFlags,
    ...(fromFile ? {} : { content }),
    ...(hashed ? { content_sha256: sha256(content) } : {}),
    created_on: time(script.createdOn),
    etag: script.etag,
    handlers: ["fetch"],
    has_assets: false,
    has_modules: script.mainModule !== undefined,
    modified_on: time(script.modifiedOn),
    script_name: script.name,
    startup_time_ms: 1,
  };
}

function sha256(content: string): string {
  return createHash("sha256").update(content).digest("hex");
}
